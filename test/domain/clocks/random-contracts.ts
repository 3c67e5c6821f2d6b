import fc from 'fast-check';
import type { Target, Terms } from '../../../domain/terms.ts';
import type { Priority, Severity, WaitReason } from '../../../domain/words.ts';
import { goldTerms } from '../../support/cast.ts';
import { always, nights, office, type Hours } from './minutes.ts';
import type { Contract } from './model.ts';

export const priorityOf: Readonly<Record<Severity, Priority>> = goldTerms.priorityBySeverity;
export const stoppable = [
  'customerUnavailable',
  'supplier',
  'parts',
  'observation',
] as const satisfies readonly WaitReason[];

const hours = fc.constantFrom(office, nights, always);
const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 2_000 }).map((minutes): Target => `PT${minutes}M`) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 }).map((day): Target => ({ endOfWorkingDay: day })) },
  { weight: 1, arbitrary: fc.constant<Target>({ endOfWorkingDay: 1, reportedBefore: '13:00' }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

function ofEach<T>(one: fc.Arbitrary<T>): fc.Arbitrary<Readonly<Record<Priority, T>>> {
  return fc.record({ P1: one, P2: one, P3: one, P4: one });
}

/** Any targets, hours and reasons; the priorities need not be in any order. */
export const contracts: fc.Arbitrary<Contract> = fc.record({
  hours: ofEach(hours),
  targets: ofEach(target),
  stops: fc.subarray([...stoppable], { minLength: 1 }),
});

/** What the ticket takes over of the calendars, whichever of them its terms name. */
export const workingTimes = [office, nights].flatMap(({ time }) => time ?? []);

/** The terms of a contract; response and silence count beside the restoration, and have rungs too. */
export function termsOf({ hours: open, targets, stops }: Contract): Terms {
  const others = { response: 'PT45M', update: 'PT6H', arrival: null, replacement: null, dispatch: 'never' } as const;
  const ofPriority = (priority: Priority) => {
    return { ...others, restore: targets[priority], calendarId: calendarIdOf(open[priority]) };
  };
  const priorities = { P1: ofPriority('P1'), P2: ofPriority('P2'), P3: ofPriority('P3'), P4: ofPriority('P4') };
  const stopClockReasons = stops.map((reason) => ({ reason, clocks: ['restore'] as const }));
  return { ...goldTerms, calendarId: '24x7', priorities, stopClockReasons, ladder };
}

function calendarIdOf({ time }: Hours): string {
  return time?.calendarId ?? '24x7';
}

const ladder: Terms['ladder'] = [
  ...goldTerms.ladder,
  { clock: 'response', at: '50%', tell: { role: 'supervisor' }, do: 'raise' },
  { clock: 'update', at: '100%', tell: { role: 'agent' } },
  { clock: 'update', at: '+PT10M', tell: { role: 'supervisor' } },
];
