import { useTranslation } from 'react-i18next';
import type { TicketView } from '../../../api/schemas/ticket-view.ts';
import { deskNow } from '../api/server-time.ts';
import { useLanguage } from '../words/language.ts';
import { chipSentence, chipText } from './chip-words.ts';
import classes from './deadline-chip.module.css';
import { deadlineOf } from './deadline.ts';
import { useTicking } from './ticker.ts';

/** Which promise, and how long until it runs out. Told by shape and weight too: colours are not seen by everybody. */
export function DeadlineChip({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation();
  const reader = { t, language: useLanguage() };
  const text = useTicking((nowMs) => {
    const deadline = deadlineOf(ticket, nowMs);
    return deadline === null ? '' : chipText(deadline, nowMs, reader);
  });
  const nowMs = deskNow();
  const deadline = deadlineOf(ticket, nowMs);
  if (deadline === null) return <span aria-label={t('queue.said.none')}>—</span>;
  const sentence = chipSentence(deadline, nowMs, reader);
  return (
    <span className={classes['chip']} data-state={deadline.state} title={sentence}>
      {text}
    </span>
  );
}
