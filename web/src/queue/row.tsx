import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TicketView } from '../../../api/schemas/ticket-view.ts';
import { statusWords, zoneWords } from '../../../domain/wording.ts';
import { useBilingual } from '../words/language.ts';
import { DeadlineChip } from './deadline-chip.tsx';
import classes from './queue.module.css';

export const columns = ['deadline', 'number', 'priority', 'customer', 'service', 'zone', 'status', 'owner'] as const;

interface RowOf {
  readonly ticket: TicketView;
  /** Its number from 0, and where it stands in pixels. */
  readonly place: { readonly index: number; readonly start: number; readonly size: number };
  /** Told when the reader's focus comes to the row. */
  readonly stand: (number: string) => void;
}

export function Row({ ticket, place: { index, start, size }, stand }: RowOf) {
  const { t } = useTranslation();
  const say = useBilingual();
  const { priority, customer, service, status, assignee } = ticket;
  const zone = ticket.zone.confirmed ?? ticket.zone.suspected;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${classes['row']} ${classes['ticket']}`}
      style={{ height: size, transform: `translateY(${start}px)` }}
    >
      <Cell column="deadline">
        <DeadlineChip ticket={ticket} />
      </Cell>
      <Cell column="number">
        <NumberLink number={ticket.number} stand={stand} />
      </Cell>
      <Cell column="priority">
        <span className={classes['priority']} data-priority={priority}>
          {priority}
        </span>
      </Cell>
      <Cell column="customer">{customer?.name ?? <Quiet>{t('queue.unknownCustomer')}</Quiet>}</Cell>
      <Cell column="service">{service?.name ?? <Quiet>{t('queue.unknownService')}</Quiet>}</Cell>
      <Cell column="zone">{zone === null ? <Quiet>—</Quiet> : say(zoneWords[zone])}</Cell>
      <Cell column="status">{say(statusWords[status])}</Cell>
      <Cell column="owner">{assignee?.name ?? <Quiet>{t('queue.nobody')}</Quiet>}</Cell>
    </div>
  );
}

interface CellOf {
  readonly column: (typeof columns)[number];
  readonly children: React.ReactNode;
}

function Cell({ column, children }: CellOf) {
  const hint = typeof children === 'string' ? children : undefined;
  return (
    <span role="cell" className={classes['cell']} data-column={column} title={hint}>
      {children}
    </span>
  );
}

function Quiet({ children }: { readonly children: React.ReactNode }) {
  return <span className={classes['quiet']}>{children}</span>;
}

/** Stretched over its row, so that a click anywhere in it opens the ticket, and Enter does where it has the focus. */
function NumberLink({ number, stand }: { readonly number: string } & Pick<RowOf, 'stand'>) {
  return (
    <Link
      to="/tickets/$number"
      params={{ number }}
      data-number={number}
      className={classes['number'] ?? ''}
      onFocus={() => stand(number)}
      onClick={() => stand(number)}
    >
      {number}
    </Link>
  );
}
