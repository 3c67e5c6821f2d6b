import type { Target } from '../../../domain/terms.ts';
import type { Priority, WaitReason } from '../../../domain/words.ts';
import { minutesKnown, minutesOf, type Hours } from './minutes.ts';

// What a restoration promise is, told once more in the plainest way: a list of promises, a list of waits, and a count
// of minutes. Nothing of it is taken from the clocks.

export interface Contract {
  readonly hours: Readonly<Record<Priority, Hours>>;
  readonly targets: Readonly<Record<Priority, Target>>;
  readonly stops: readonly WaitReason[];
}

/** By which hours it counts, and what stops it, from a minute on. */
interface Rule {
  readonly from: number;
  readonly hours: Hours;
  readonly stops: readonly WaitReason[];
}

interface Promised {
  readonly from: number;
  readonly minutes: number;
  readonly rules: readonly Rule[];
}

interface Pause {
  readonly reason: WaitReason;
  readonly from: number;
  readonly to: number;
  readonly voided: boolean;
}

export interface Model {
  readonly contract: Contract;
  readonly priority: Priority;
  readonly reportedAt: number;
  readonly promises: readonly Promised[];
  readonly pauses: readonly Pause[];
  readonly breachedAt: number | null;
  readonly restoredAt: number | null;
}

const forEver = Infinity;

export function begun(contract: Contract, priority: Priority, reportedAt: number): Model {
  const nothing = { contract, priority, reportedAt, promises: [], pauses: [], breachedAt: null, restoredAt: null };
  return fromTheReport(nothing);
}

/** As if the contract and the priority had been known from the first. */
export function fromTheReport(model: Model): Model {
  return { ...model, promises: promise(model, model.reportedAt, [ruleFrom(model, -forEver)]) };
}

/** It has become worse: the old promises stay, and the new one runs from now. */
export function worse(model: Model, now: number): Model {
  const rule = ruleFrom(model, now);
  const added = promise(model, now, [...(model.promises.at(-1)?.rules ?? []), rule]);
  return added.length === 0 ? model : { ...model, promises: [...model.promises, ...added] };
}

/** Other terms: from the start of the first promise, by the old rules until now. */
export function underOtherTerms(model: Model, now: number): Model {
  const [oldest] = model.promises;
  if (!oldest) return fromTheReport(model);
  const rules = [...model.promises.at(-1)!.rules, ruleFrom(model, now)];
  return { ...model, promises: promise(model, oldest.from, rules) };
}

/** An earlier report: what counted from the report counts from that one. */
export function reportedEarlier(model: Model, at: number): Model {
  const [oldest, ...later] = model.promises;
  const earlier = { ...model, reportedAt: at };
  if (oldest?.from !== model.reportedAt) return earlier;
  const [again] = later.length === 0 ? promise(earlier, at, oldest.rules) : [{ ...oldest, from: at }];
  return { ...earlier, promises: again ? [again, ...later] : later };
}

function ruleFrom({ contract, priority }: Model, from: number): Rule {
  return { from, hours: contract.hours[priority], stops: contract.stops };
}

function promise({ contract, priority }: Model, from: number, rules: readonly Rule[]): Promised[] {
  const target = contract.targets[priority];
  if (target === null) return [];
  return [{ from, minutes: minutesOf(target, from, contract.hours[priority]), rules }];
}

/** Minutes of a promise that are gone at a minute. */
export function consumed(model: Model, promised: Promised, until: number): number {
  return minutesThatCount(model, promised)
    .subarray(promised.from, until)
    .reduce((sum, counts) => sum + counts, 0);
}

/** The minute at which the first promise runs out, as it looks now. */
export function runsOutAt(model: Model): number | null {
  const ends = model.promises.map((promised) => endOf(model, promised)).filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

function endOf(model: Model, promised: Promised): number | null {
  const counts = minutesThatCount(model, promised);
  let left = promised.minutes;
  for (let minute = promised.from; minute < minutesKnown; minute += 1) {
    left -= counts[minute]!;
    if (left === 0) return minute + 1;
  }
  return null;
}

/** Of each minute, 1 where it counts: the calendar of the time is open, and no wait stops the clock. */
function minutesThatCount({ pauses }: Model, { rules }: Promised): Uint8Array {
  const counts = new Uint8Array(minutesKnown);
  rules.forEach(({ from, hours, stops }, place) => {
    const [start, end] = [Math.max(0, from), rules[place + 1]?.from ?? minutesKnown];
    counts.set(hours.isOpen.subarray(start, end), start);
    const stopping = pauses.filter(({ reason, voided }) => !voided && stops.includes(reason));
    stopping.forEach((pause) => counts.fill(0, Math.max(start, pause.from), Math.max(start, Math.min(end, pause.to))));
  });
  return counts;
}

/** Time has come to a minute, with what is known now. */
export function judged(model: Model, now: number): Model {
  const end = runsOutAt(model);
  const { restoredAt, breachedAt } = model;
  const wrong = breachedAt !== null && restoredAt !== null && restoredAt <= breachedAt;
  if (wrong) return judged({ ...model, breachedAt: null }, now);
  const broken = breachedAt === null && end !== null && end <= now && (restoredAt === null || end < restoredAt);
  return broken ? { ...model, breachedAt: end } : model;
}

export function isPaused({ pauses, contract }: Model): boolean {
  return pauses.some(({ to, voided, reason }) => to === forEver && !voided && contract.stops.includes(reason));
}

export function waits(model: Model, reason: WaitReason, from: number): Model {
  return { ...model, pauses: [...model.pauses, { reason, from, to: forEver, voided: false }] };
}

export function goesOn(model: Model, to: number): Model {
  return { ...model, pauses: model.pauses.map((pause) => (pause.to === forEver ? { ...pause, to } : pause)) };
}

export function takesBack(model: Model, place: number): Model {
  return { ...model, pauses: model.pauses.map((pause, at) => (at === place ? { ...pause, voided: true } : pause)) };
}
