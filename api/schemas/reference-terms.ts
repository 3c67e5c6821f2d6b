import { z } from 'zod';
import { roles } from '../../domain/actor.ts';
import { clockNames, priorities, severities, waitReasons, type Priority } from '../../domain/words.ts';
import { farthestWorkingDay } from '../../domain/working-time.ts';
import { id, instant, name } from './common.ts';
import { duration, timeOfDay } from './reference-time.ts';

const priority = z.enum(priorities);

const workingDay = z.strictObject({
  endOfWorkingDay: z.number().int().min(0).max(farthestWorkingDay),
  reportedBefore: timeOfDay.exactOptional(),
});
const target = z.union([duration, workingDay]).nullable();

const targets = z.strictObject({
  response: target,
  update: target,
  arrival: target,
  restore: target,
  replacement: target,
  calendarId: id.exactOptional(),
  dispatch: z.enum(['automatic', 'proposed', 'never']),
});

export const addressee = z.union([
  z.strictObject({ role: z.enum(roles) }),
  z.strictObject({ userId: id }),
  z.strictObject({ team: name }),
]);

/** A share of the target, or an offset to its end. */
const rungAt = z
  .string()
  .max(40)
  .refine((at) => /^(?:[1-9]\d?|100)%$/.test(at) || duration.safeParse(/^[+-](.*)$/.exec(at)?.[1]).success, {
    error: 'is neither a share such as 50% nor an offset such as -PT15M or +PT10M',
  });

const rung = z.strictObject({
  clock: z.enum(clockNames),
  at: rungAt,
  tell: addressee,
  channel: z.enum(['email', 'phone']).exactOptional(),
  do: z.enum(['notify', 'raise', 'reassign', 'dispatch']).exactOptional(),
});

const stopping = z
  .array(
    z.strictObject({
      reason: z.enum(waitReasons),
      clocks: z.array(z.enum(['arrival', 'restore', 'replacement'])).min(1),
    }),
  )
  .max(waitReasons.length)
  .check(({ value, issues }) => {
    value.forEach(({ reason, clocks }, index) => {
      const fault = (message: string) => issues.push({ code: 'custom', input: reason, path: [index], message });
      if (value.findIndex((one) => one.reason === reason) < index) fault('names a reason that stands above');
      if (reason === 'parts' && clocks.includes('replacement')) fault('waiting for parts never stops replacement');
    });
  });

/** The Priority Rule of a contract, checked whole. */
export const terms = z.strictObject({
  validFrom: instant,
  serviceClass: name,
  calendarId: id,
  priorityBySeverity: z.strictObject(forEach(severities, () => priority)),
  priorities: z.strictObject(forEach<Priority, typeof targets>(priorities, () => targets)),
  stopClockReasons: stopping,
  ladder: z.array(rung).max(50),
  eta: z.strictObject({
    firstWithin: duration,
    warnBefore: duration,
    demandNewWithin: duration,
    tellBefore: duration
      .exactOptional()
      .describe('So long before a promise runs out the customer hears that it may slip; left out: they do not'),
  }),
  confirmation: z.strictObject({
    callWithin: duration,
    remindAfter: z.array(duration).max(20),
    repeatEvery: duration,
    escalateAfter: duration,
  }),
});

function forEach<K extends string, V>(keys: readonly K[], value: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, value()])) as Record<K, V>;
}

export const contract = z.strictObject({ customerId: id, name, terms });
