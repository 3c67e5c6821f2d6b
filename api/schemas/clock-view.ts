import { z } from 'zod';
import { clockNames, waitReasons, waitsFor } from '../../domain/words.ts';

export const at = z.string().describe('ISO 8601, UTC, milliseconds');

/** One promise of the contract, as it counts. */
export const clockView = z.object({
  name: z.enum(clockNames),
  state: z
    .enum(['running', 'paused', 'met', 'breached', 'off'])
    .describe('`breached` stays, met late or not; `off`: not begun, or the contract asks no more'),
  dueAt: at.nullable().describe('Null while a wait holds the clock, and while it is off'),
  metAt: at.optional(),
  breachedAt: at.optional().describe('When the promise ran out, also where that was found later'),
  pausedBy: z.object({ id: z.string(), reason: z.enum(waitReasons) }).optional(),
});
export type ClockView = z.output<typeof clockView>;

const addressee = z.union([
  z.object({ role: z.string() }),
  z.object({ userId: z.string() }),
  z.object({ team: z.string() }),
]);

/** One rung of the contract's ladder: who is told when, and what is done. */
export const rungView = z.object({
  rung: z.number().describe('Its place in the ladder of the terms, from 0'),
  clock: z.enum(clockNames),
  at: at.nullable().describe('When it fires, or was to fire; null while its clock is paused or does not run'),
  threshold: z.string().describe('As the terms say it: `50%`, `-PT15M`, `+PT10M`'),
  tell: addressee,
  do: z.enum(['notify', 'raise', 'reassign', 'dispatch']),
  firedAt: at.optional(),
});
export type RungView = z.output<typeof rungView>;

export const waitView = z.object({
  id: z.string(),
  for: z.enum(waitsFor),
  reason: z.enum(waitReasons),
  from: at,
  until: at.optional(),
  to: at.optional(),
  stopsClocks: z.boolean(),
  clocks: z.array(z.enum(clockNames)).describe('Those that it stops'),
  voided: z.boolean(),
});
export type WaitView = z.output<typeof waitView>;
