import { isNull } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { bookings, reservations, visits } from '../../db/schema.ts';
import { stockDiffers } from '../../db/stock/stock-differs.ts';
import { demoId } from '../../db/seed/ids.ts';
import type { Terms } from '../../domain/terms.ts';
import { isEnded } from '../../domain/visit/visit.ts';
import type { Caller } from './caller.ts';
import { quietTerms } from './cast.ts';
import { eventually } from './eventually.ts';

/** A visit as the API shows it, as far as the stories look. */
export interface SeenVisit {
  readonly id: string;
  readonly status: string;
  readonly tickets: readonly string[];
  readonly engineer: { readonly id: string; readonly name: string } | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly why: { readonly en: string } | null;
  readonly parts: { readonly reservations: readonly { readonly reservationId: string; readonly status: string }[] };
}

/** What a ticket says of its field work. */
export interface SeenField {
  readonly number: string;
  readonly status: string;
  readonly clocks: readonly { readonly name: string; readonly state: string; readonly metAt?: string }[];
  readonly visits: readonly { readonly id: string; readonly status: string; readonly arrivedAt: string | null }[];
  readonly reservations: readonly { readonly id: string; readonly status: string; readonly partId: string }[];
}

/** Sent at once for P1, there within two hours, hardware replaced within four. */
export const sentAtOnce: Pick<Terms, 'priorities'> = {
  priorities: {
    ...quietTerms.priorities,
    P1: { ...quietTerms.priorities.P1, arrival: 'PT2H', replacement: 'PT4H', dispatch: 'automatic' },
  },
};

/** Somebody says that this element of the demo's network is broken and has to be replaced. */
export function hardwareAt(element: number, zone = 'cpe'): object {
  return { zone, party: 'operator', hardware: true, element: demoId('element', element), note: 'не отвечает' };
}

export async function visitOf(caller: Caller, number: string): Promise<SeenVisit> {
  const { visits: known } = await caller.done<SeenField>('GET', `/tickets/${number}`);
  const latest = known.at(-1);
  if (!latest) throw new Error(`${number} has no visit`);
  return caller.done<SeenVisit>('GET', `/visits/${latest.id}`);
}

/** Waits until the ticket's latest visit is as wanted. */
export function visitUntil(
  caller: Caller,
  number: string,
  wanted: (visit: SeenVisit) => boolean,
  withinMs = 60_000,
): Promise<SeenVisit> {
  return eventually(
    async () => {
      const visit = await visitOf(caller, number);
      if (wanted(visit)) return visit;
      throw new Error(`the visit of ${number} is ${visit.status}, with ${visit.engineer?.name ?? 'nobody'}`);
    },
    { withinMs, everyMs: 100 },
  );
}

/** Everything that is kept for somebody who does not want it, or not kept as it should be; empty in a sound desk. */
export async function keptForNobody({ db }: Database): Promise<string[]> {
  const [known, kept, times, differences] = await Promise.all([
    db.select().from(visits),
    db.select().from(reservations),
    db.select().from(bookings),
    stockDiffers(db),
  ]);
  const open = new Set(known.filter(({ state }) => !isEnded(state)).map(({ id }) => id));
  const done = new Set(
    known.filter(({ status }) => ['completed', 'unableToComplete'].includes(status)).map(({ id }) => id),
  );
  return [
    ...kept
      .filter(({ status, visitId, number }) => status === 'reserved' && number === null && !open.has(visitId ?? ''))
      .map(({ id, visitId }) => `reservation ${id} of visit ${visitId}, which is over`),
    ...times
      .filter(({ visitId }) => !open.has(visitId) && !done.has(visitId))
      .map(({ visitId }) => `time for ${visitId}`),
    ...differences.map((one) => `stock differs: ${JSON.stringify(one)}`),
  ];
}

export async function openVisitsIn({ db }: Database): Promise<number> {
  return db.$count(visits, isNull(visits.endedAt));
}
