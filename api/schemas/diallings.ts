import { z } from 'zod';
import { callOutcomes } from '../../domain/words.ts';
import { decided, decidesNothing, ticketsAreDecided } from './call-tasks.ts';
import { byId, id, text } from './common.ts';

const states = ['asked', 'ringingAgent', 'ringingContact', 'talking', 'over'] as const;
const failures = ['agentNoAnswer', 'exchangeFailed', 'interrupted', 'noNumber', 'late'] as const;

export const dialling = z.object({
  id: id.describe('The `callId` of the attempt that comes of it'),
  taskId: id,
  agentId: id,
  state: z.enum(states),
  askedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  outcome: z.enum(callOutcomes).nullable().describe('What became of the call to the contact, once it is over'),
  failure: z.enum(failures).nullable().describe('Why the contact was not called after all'),
});
export type DiallingView = z.output<typeof dialling>;

export const attemptOf = byId.extend({ callId: id });

/** What was said in a call that the exchange has logged by itself. */
export const words = z
  .strictObject({ text: text.optional(), ...decided })
  .refine(({ text: said, decision }) => said !== undefined || decision !== undefined, {
    path: ['text'],
    message: 'is needed where no decision is told',
  })
  .refine(ticketsAreDecided, decidesNothing);
