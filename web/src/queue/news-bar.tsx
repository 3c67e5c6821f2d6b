import { useTranslation } from 'react-i18next';
import classes from './queue.module.css';
import type { Queue } from './tickets.ts';

/** What has come since: the reader says when the rows may move. */
export function NewsBar({ queue: { newcomers, hasChanged, showNow } }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  if (newcomers === 0 && !hasChanged) return null;
  return (
    <button type="button" className={classes['news']} onClick={showNow}>
      {newcomers > 0 ? t('queue.new', { count: newcomers }) : t('queue.changed')}: {t('queue.showNow')}
    </button>
  );
}
