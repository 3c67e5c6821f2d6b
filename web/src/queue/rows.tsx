import { useMediaQuery } from '@mantine/hooks';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../keys/keys.ts';
import { lastPlace, rememberPlace } from './place.ts';
import classes from './queue.module.css';
import { columns, Row } from './row.tsx';
import type { Queue } from './tickets.ts';

const rowHeight = { wide: 40, narrow: 104 };

/** Only the rows in sight are in the page, so that a queue of thousands is as quick as one of ten. */
export function Rows({ queue }: { readonly queue: Queue }) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false });
  const height = isNarrow ? rowHeight.narrow : rowHeight.wide;
  const virtual = useVirtualizer({
    count: queue.tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const inSight = virtual.getVirtualItems();
  useMoreRows(queue, inSight.at(-1)?.index ?? 0);
  const stand = useWalk(queue, (index) => {
    virtual.scrollToIndex(index, { align: 'auto' });
    focusSoon(scroller.current, queue.tickets[index]?.number);
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  return (
    <div
      role="table"
      aria-label={t('queue.title')}
      aria-rowcount={queue.tickets.length + 1}
      className={classes['table']}
    >
      <div role="rowgroup" className={classes['head']}>
        <div role="row" aria-rowindex={1} className={classes['row']}>
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {t(`queue.column.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" ref={scroller} className={classes['scroller']} tabIndex={-1}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {inSight.map(({ index, start, size }) => {
            const ticket = queue.tickets[index];
            return ticket && <Row key={ticket.number} ticket={ticket} place={{ index, start, size }} stand={stand} />;
          })}
        </div>
      </div>
    </div>
  );
}

/** Of the queue itself, also while the way already leads elsewhere. */
function useQueueAddress(): string {
  const search = useSearch({ from: '/desk/tickets' });
  return useRouter().buildLocation({ to: '/tickets', search }).href;
}

function useMoreRows({ tickets, hasMore, more }: Queue, last: number): void {
  const isNearEnd = hasMore && last >= tickets.length - 20;
  useEffect(() => {
    if (isNearEnd) more();
  }, [isNearEnd, more]);
}

/** `j` and `k` walk through the rows; whoever comes back from a ticket stands on its row again. */
function useWalk({ tickets }: Queue, goTo: (index: number) => void): (number: string) => void {
  const href = useQueueAddress();
  const here = () => tickets.findIndex(({ number }) => number === lastPlace().number);
  const step = (by: number) => {
    const index = Math.min(Math.max(here() + by, 0), tickets.length - 1);
    rememberPlace({ href, number: tickets[index]?.number ?? null });
    goTo(index);
  };
  useKeys({ KeyJ: () => step(1), KeyK: () => step(-1) });
  useEffect(() => {
    const { href: before, number } = lastPlace();
    const index = before === href && number !== null ? here() : -1;
    if (index >= 0) goTo(index);
    else rememberPlace({ href, number: null });
    // Once for each address: later the reader is wherever they went.
  }, [href]);
  return (number) => rememberPlace({ href, number });
}

/** The row may have to be drawn first, which takes a frame or two after the scrolling. */
function focusSoon(within: HTMLElement | null, number: string | undefined, tries = 10): void {
  if (within === null || number === undefined || tries === 0) return;
  const link = within.querySelector<HTMLElement>(`a[data-number="${number}"]`);
  if (link) link.focus({ preventScroll: true });
  else requestAnimationFrame(() => focusSoon(within, number, tries - 1));
}
