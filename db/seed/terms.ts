import { defaultTerms } from '../../domain/default-terms.ts';
import type { PriorityTargets, Rung, Target, Terms } from '../../domain/terms.ts';
import type { ClockName, Priority } from '../../domain/words.ts';
import { aroundTheClock, workingHours } from './calendars.ts';

/**
 * Three service classes with figures that operators publish. Restoration: Verizon's Private IP SLA for US sites (gold
 * 4, 5, 8, 8 hours; silver 4, 8, 8, 8; bronze 24). Updates: Excel's commercial escalation matrix (every 1, 2, 8 and 24
 * hours). Response: Bandwidth.com's 15 minutes for its first severity, INVITE Networks' 20 minutes to 8 hours below.
 * Ends of working days and "reported by 13:00": Openreach's maintenance levels 1 to 3. Rungs at shares of the target:
 * Vumatel. Hours for replacement are published by nobody; 4 hours and the next working day are usual in contracts. Nor
 * does anybody promise to say ahead that an ETA slips: five minutes are left to its owner after the warning.
 */
type Column = readonly [Target, Target, Target, Target];
const priorities: readonly Priority[] = ['P1', 'P2', 'P3', 'P4'];

const updates: Column = ['PT1H', 'PT2H', 'PT8H', 'PT24H'];
const none: Column = [null, null, null, null];
const nextWorkingDay: Target = { endOfWorkingDay: 1 };
const sameDayIfEarly: Target = { endOfWorkingDay: 0, reportedBefore: '13:00' };

function targets(columns: Readonly<Record<ClockName, Column>>): Terms['priorities'] {
  const row = (index: number): PriorityTargets => ({
    response: columns.response[index] ?? null,
    update: columns.update[index] ?? null,
    arrival: columns.arrival[index] ?? null,
    restore: columns.restore[index] ?? null,
    replacement: columns.replacement[index] ?? null,
    dispatch: index === 0 ? 'automatic' : 'proposed',
  });
  return Object.fromEntries(priorities.map((priority, index) => [priority, row(index)])) as Terms['priorities'];
}

const toSupervisor = { role: 'supervisor' } as const;
const management: readonly Rung[] = [
  { clock: 'restore', at: '50%', tell: { role: 'dispatcher' }, do: 'notify' },
  { clock: 'restore', at: '75%', tell: toSupervisor, do: 'raise' },
  { clock: 'restore', at: '100%', tell: toSupervisor, do: 'notify' },
];

export const goldTerms: Terms = {
  ...defaultTerms,
  serviceClass: 'gold',
  calendarId: aroundTheClock.id,
  priorities: targets({
    response: ['PT15M', 'PT20M', 'PT1H', 'PT4H'],
    update: updates,
    arrival: ['PT2H', 'PT4H', 'PT8H', null],
    restore: ['PT4H', 'PT5H', 'PT8H', 'PT8H'],
    replacement: ['PT4H', 'PT4H', 'PT8H', nextWorkingDay],
  }),
  stopClockReasons: [
    { reason: 'customerUnavailable', clocks: ['arrival', 'restore'] },
    { reason: 'noAccess', clocks: ['arrival', 'restore', 'replacement'] },
    { reason: 'customerPower', clocks: ['restore'] },
  ],
  ladder: [
    { clock: 'response', at: '100%', tell: toSupervisor, do: 'notify' },
    ...management,
    { clock: 'restore', at: '+PT30M', tell: { team: 'noc' }, do: 'notify' },
  ],
  eta: { firstWithin: 'PT15M', warnBefore: 'PT15M', tellBefore: 'PT10M', demandNewWithin: 'PT15M' },
  confirmation: { callWithin: 'PT15M', remindAfter: ['PT4H', 'PT24H'], repeatEvery: 'PT24H', escalateAfter: 'PT48H' },
};

export const silverTerms: Terms = {
  ...goldTerms,
  serviceClass: 'silver',
  priorities: targets({
    response: ['PT20M', 'PT1H', 'PT1H', 'PT8H'],
    update: updates,
    arrival: ['PT4H', 'PT8H', null, null],
    restore: ['PT4H', 'PT8H', 'PT8H', 'PT8H'],
    replacement: ['PT8H', nextWorkingDay, nextWorkingDay, null],
  }),
  stopClockReasons: [
    ...goldTerms.stopClockReasons,
    { reason: 'customerRequest', clocks: ['arrival', 'restore', 'replacement'] },
    { reason: 'customerInformation', clocks: ['restore'] },
  ],
  ladder: management,
  eta: { ...goldTerms.eta, firstWithin: 'PT30M' },
  confirmation: { ...goldTerms.confirmation, callWithin: 'PT30M', escalateAfter: 'PT72H' },
};

export const bronzeTerms: Terms = {
  ...silverTerms,
  serviceClass: 'bronze',
  calendarId: workingHours.id,
  priorityBySeverity: { critical: 'P2', major: 'P3', minor: 'P4', none: 'P4' },
  priorities: targets({
    response: ['PT1H', 'PT2H', 'PT4H', 'PT8H'],
    update: ['PT4H', 'PT8H', 'PT24H', null],
    arrival: none,
    restore: [sameDayIfEarly, nextWorkingDay, { endOfWorkingDay: 2 }, null],
    replacement: none,
  }),
  stopClockReasons: [
    ...silverTerms.stopClockReasons,
    { reason: 'customerEquipment', clocks: ['restore'] },
    { reason: 'supplier', clocks: ['restore'] },
  ],
  eta: { firstWithin: 'PT1H', warnBefore: 'PT30M', demandNewWithin: 'PT30M' },
  confirmation: { callWithin: 'PT2H', remindAfter: ['PT24H'], repeatEvery: 'PT48H', escalateAfter: 'PT120H' },
};
