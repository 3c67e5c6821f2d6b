import { theDesk, type By } from './actor.ts';
import type { EventData, TicketEvent } from './events.ts';
import { replacementPassed, testsBegun } from './field/replacement.ts';
import type { Folds } from './fold.ts';
import { after, type Instant } from './instant.ts';
import type { VerdictCode } from './line/line.ts';
import type { Confidence, Party, Zone } from './words.ts';
import { isFinal } from './status.ts';
import type { Ticket } from './ticket.ts';
import { verdictOn, type Verdict } from './line/verdict.ts';

/** What let a run of the tests begin. */
export type LocalizationCause = 'opened' | 'service' | 'asked' | 'visited' | 'restored' | 'reopened' | 'interval';

/** How far the search for the fault has come. */
export interface Localization {
  /** Runs begun so far; the number of the latest one. */
  readonly runs: number;
  readonly underWay: Run | null;
  readonly suspected: Suspected | null;
  readonly confirmed: Confirmed | null;
  /** What earlier runs said since the last repair, the latest last. */
  readonly earlier: readonly VerdictCode[];
  /** When the latest verdict was reached. */
  readonly endedAt: Instant | null;
  /** Whether the line passed after the repair of an episode, and since when it was said to be repaired. */
  readonly afterRepair: { readonly episode: number; readonly passed: boolean; readonly since: Instant } | null;
}

/** The tests that are owed or on their way: the workflow sees to it that they end. */
export interface Run {
  readonly run: number;
  readonly because: LocalizationCause;
  readonly startedAt: Instant;
  /** Specifications that were asked for by name, beside those that always run. */
  readonly specificationIds: readonly string[];
}

/** By the tests. */
export interface Suspected {
  readonly run: number;
  readonly code: VerdictCode;
  readonly zone: Zone;
  readonly element: string | null;
  readonly party: Party | null;
  readonly confidence: Confidence;
}

/** By a person. */
export interface Confirmed {
  readonly zone: Zone;
  readonly party: Party;
  readonly hardware: boolean;
  readonly element: string | null;
  /** Absent where it was said before the desk sent engineers. */
  readonly confirmedAt?: Instant;
  /** The customer's own, and the contract does not cover it. */
  readonly chargeable?: true;
}

export const notLocalized: Localization = {
  runs: 0,
  underWay: null,
  suspected: null,
  confirmed: null,
  earlier: [],
  endedAt: null,
  afterRepair: null,
};

/** How long the tests of one run may take together. */
export const localizationTakesMs = 30_000;

/** While a wait lasts because a fault comes and goes, the line is tested again so often. */
const repeatEvery = 'PT15M';
const remembered = 10;

/** Begins a run; nothing for a ticket from before the desk tested by itself. One that is on its way already is enough. */
export function startLocalization(
  ticket: Pick<Ticket, 'localization' | 'episode' | 'chain'>,
  because: LocalizationCause,
  how: { readonly by?: By; readonly at: Instant; readonly specificationIds?: readonly string[] },
): TicketEvent[] {
  const { localization, episode, chain } = ticket;
  if (!localization || localization.underWay) return [];
  if (chain.length === 0 && !['opened', 'service', 'asked'].includes(because)) return [];
  const { by = theDesk, at: startedAt, specificationIds = [] } = how;
  const run = localization.runs + 1;
  const started = { run, because, startedAt, episode, specificationIds };
  return [{ type: 'localizationStarted', by, data: started }, ...(chain.length === 0 ? [withoutTests(started)] : [])];
}

/** Where nothing is known of the line there is nothing to wait for. */
function withoutTests({ run, episode, startedAt }: EventData['localizationStarted']): TicketEvent {
  const verdict = verdictOn({ chain: [], works: [], others: [], earlier: [] });
  return { type: 'faultLocalized', by: theDesk, data: { run, episode, startedAt, endedAt: startedAt, verdict } };
}

/** The run that the desk owes; a ticket that is over needs none. */
export function runOwed({ localization, status }: Pick<Ticket, 'localization' | 'status'>): Run | null {
  return isFinal(status) ? null : (localization?.underWay ?? null);
}

/** When the line is tested again by itself: while the ticket waits for a fault that comes and goes. */
export function testsAgainAt({ localization, wait, status, chain }: Ticket): Instant | null {
  if (!localization || localization.underWay || !localization.endedAt) return null;
  if (!wait || status === 'resolved' || chain.length === 0) return null;
  const comesAndGoes = wait.reason === 'observation' || localization.suspected?.code === 'intermittent';
  return comesAndGoes ? after(localization.endedAt, repeatEvery) : null;
}

export function testsDue(ticket: Ticket, now: Instant): TicketEvent[] {
  const at = testsAgainAt(ticket);
  return at !== null && at <= now ? startLocalization(ticket, 'interval', { at: now }) : [];
}

/** The tests found a fault, and none of them has found the line well since: a warning to whoever wants to resolve. */
export function lineFails({ localization }: Pick<Ticket, 'localization'>): boolean {
  const code = localization?.suspected?.code;
  return code !== undefined && !sayNothing.has(code);
}

const sayNothing: ReadonlySet<VerdictCode> = new Set<VerdictCode>([
  'noFaultFound',
  'notTestable',
  'probeBlind',
  'probeUplink',
]);

/** Where the fault lies as far as is known: a person's word before the tests'. */
export function zoneOf({ localization }: Pick<Ticket, 'localization'>): Zone | null {
  return localization?.confirmed?.zone ?? localization?.suspected?.zone ?? null;
}

type Folded = 'localizationStarted' | 'testRecorded' | 'faultLocalized' | 'zoneConfirmed';

export const foldLocalization: Folds<Folded> = {
  localizationStarted: (ticket, { run, because, startedAt, specificationIds }) => ({
    ...change(ticket, { runs: run, underWay: { run, because, startedAt, specificationIds } }),
    ...testsBegun(ticket),
  }),
  testRecorded: (ticket) => ticket,
  faultLocalized,
  zoneConfirmed: (ticket, { zone, party, hardware, element, confirmedAt, chargeable }) =>
    change(ticket, { confirmed: { zone, party, hardware, element, confirmedAt, ...(chargeable && { chargeable }) } }),
};

/** What a run that was overtaken still says is kept in the protocol, and changes nothing. */
function faultLocalized(ticket: Ticket, { run, endedAt, verdict }: EventData['faultLocalized']): Ticket {
  const { localization = notLocalized, episode } = ticket;
  const { underWay } = localization;
  if (underWay?.run !== run) return ticket;
  const checked = verdict.code === 'noFaultFound' ? replacementPassed(ticket, underWay.startedAt) : {};
  return change(
    { ...ticket, ...checked },
    {
      underWay: null,
      endedAt,
      suspected: suspectedBy(run, verdict),
      earlier: [...localization.earlier, verdict.code].slice(-remembered),
      ...(underWay.because === 'restored' && {
        afterRepair: { episode, passed: verdict.code === 'noFaultFound', since: underWay.startedAt },
      }),
    },
  );
}

function suspectedBy(run: number, { code, zone, element, party, confidence }: Verdict): Suspected {
  return { run, code, zone, element, party, confidence };
}

function change(ticket: Ticket, to: Partial<Localization>): Ticket {
  return { ...ticket, localization: { ...(ticket.localization ?? notLocalized), ...to } };
}

/** Another line: what was found out about the former one says nothing about it. */
export function forgetLine({ localization }: Ticket): Pick<Ticket, 'localization'> {
  const nothing = { suspected: null, confirmed: null, earlier: [], underWay: null, endedAt: null };
  return localization ? { localization: { ...localization, ...nothing } } : {};
}

/** A repair: that the line was bad before it does not make it one that comes and goes. */
export function forgetEarlier({ localization }: Ticket): Pick<Ticket, 'localization'> {
  return localization ? { localization: { ...localization, earlier: [] } } : {};
}
