import { withOthers } from './cpu.ts';
import { beginRound, type Match } from './match.ts';
import { measureBurst, type BurstRound } from './measures/burst.ts';
import { measureDispatch, type DispatchRound } from './measures/dispatch.ts';
import { measureIdleLag, type IdleLagRound } from './measures/idle-lag.ts';
import { beginWeighing, type MemoryRound } from './measures/memory.ts';
import { measureList, type ListRound } from './measures/list.ts';
import { measureLocalization, type LocalizationRound } from './measures/localization.ts';
import { measureOpenings, type OpeningsRound } from './measures/openings.ts';
import { measureOverdue, type Overdue } from './measures/overdue.ts';
import { clockSide } from './desk/clock-side.ts';
import { measureRestorations, type Restorations } from './measures/restorations.ts';
import { measureQuietLife, type QuietLife } from './measures/quiet-life.ts';
import { measureStock, type StockRound } from './measures/stock.ts';
import { measureVisits, type VisitsRound } from './measures/visits.ts';
import type { MeasureName } from './options.ts';

/** What one round has measured: bare and desk in turn, on workers that were fresh when it began. */
export interface Round {
  /** Which share of all cores others used meanwhile, 0 to 1. */
  readonly othersShare: number;
  readonly openings?: OpeningsRound;
  readonly memory?: MemoryRound;
  readonly idleLag?: IdleLagRound;
  readonly burst?: BurstRound;
  /** The same two with the clock of a contract in place of the ETA. */
  readonly breachLag?: IdleLagRound;
  readonly breachBurst?: BurstRound;
  readonly quietLife?: QuietLife;
  readonly overdue?: Overdue;
  readonly restorations?: Restorations;
  readonly list?: ListRound;
  readonly dispatch?: DispatchRound;
  readonly visits?: VisitsRound;
  readonly stock?: StockRound;
  readonly localization?: LocalizationRound;
}

export async function playRound(match: Match, measures: readonly MeasureName[]): Promise<Round> {
  await beginRound(match);
  const { answer, othersShare } = await withOthers(match, () => measureAll(match, measures));
  return { ...answer, othersShare };
}

async function measureAll(match: Match, measures: readonly MeasureName[]): Promise<Omit<Round, 'othersShare'>> {
  const doing = async <Found>(name: MeasureName, measure: () => Promise<Found>) => {
    if (!measures.includes(name)) return {};
    match.say(`  ${name}`);
    return { [name]: await measure() };
  };
  const weighing = measures.includes('memory') ? await beginWeighing(match) : null;
  return {
    ...(await doing('openings', () => measureOpenings(match))),
    ...(weighing && (await doing('memory', () => weighing.end()))),
    ...(await doing('idleLag', () => measureIdleLag(match))),
    ...(await doing('burst', () => measureBurst(match))),
    ...(await doing('breachLag', () => measureIdleLag(onClocks(match)))),
    ...(await doing('breachBurst', () => measureBurst(onClocks(match)))),
    ...(await doing('quietLife', () => measureQuietLife(match))),
    ...(await doing('overdue', () => measureOverdue(match))),
    ...(await doing('restorations', () => measureRestorations(match))),
    ...(await doing('list', () => measureList(match))),
    ...(await doing('dispatch', () => measureDispatch(match))),
    ...(await doing('visits', () => measureVisits(match))),
    ...(await doing('stock', () => measureStock(match))),
    ...(await doing('localization', () => measureLocalization(match))),
  };
}

/** The match with the contract's clock on the desk's side; its tickets are its own. */
function onClocks(match: Match): Match {
  const { bare } = match.sides;
  return { ...match, sides: { bare, desk: clockSide(match.desk) }, opened: { bare: match.opened.bare, desk: [] } };
}
