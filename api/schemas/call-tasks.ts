import { z } from 'zod';
import { parseTicketNumber } from '../../domain/ticket-number.ts';
import { callOutcomes, decisions, languages } from '../../domain/words.ts';
import { id, page, text } from './common.ts';

export const callTaskStates = ['open', 'done', 'void'] as const;

export const callTaskQuery = z.strictObject({
  ...page,
  state: z.enum(callTaskStates).optional().describe('All where it is left out, the open ones first'),
  ticket: z.string().max(40).optional().describe('Only calls about this ticket'),
  assignee: z.union([z.literal('me'), id]).optional(),
  free: z.enum(['true', 'false']).optional().describe('Open, and nobody on duty has taken it'),
  due: z.enum(['true', 'false']).optional().describe('To be made by now'),
});

export const callTask = z.object({
  id,
  tickets: z
    .array(z.string())
    .describe('Several where calls to one contact were merged; none where somebody is called back about no ticket'),
  contactId: id.nullable(),
  contactName: z.string().nullable(),
  phone: z.string().nullable().describe('As corrected so far; null once erased'),
  language: z.enum(languages).nullable(),
  purpose: z.string().describe('What is to be told, or `callBack`: they called and nobody answered'),
  script: z.string().nullable().describe('Of several tickets each under its number'),
  dueAt: z.string(),
  createdAt: z.string(),
  assignee: id.nullable(),
  free: z.boolean().describe('Anybody may take it: nobody has, or who did is off duty by the roster'),
  numberWrong: z.boolean().describe('The last attempt met a wrong number: the contact has to be corrected first'),
  state: z.enum(callTaskStates).describe('`void`: it need not be said any more'),
  attempts: z.array(
    z.object({
      callId: id,
      at: z.string(),
      by: id,
      outcome: z.enum(callOutcomes),
      contactId: id.optional(),
      decision: z.enum(decisions).optional(),
      tickets: z
        .array(z.string())
        .optional()
        .describe('Those that the decision was given for, where it was not for each'),
      durationSeconds: z.number().optional(),
    }),
  ),
});

/** Whom to give the call to; nobody named: who asks. */
export const assignment = z.strictObject({ userId: id.optional() }).nullish();

const decidedTickets = z
  .array(
    z
      .string()
      .max(40)
      .transform((given) => parseTicketNumber(given) ?? given),
  )
  .min(1)
  .max(1_000)
  .optional()
  .describe('Which of the call’s tickets the decision is about; left out: each that asks for one');

/** What the customer decided in a call, and about which of its tickets. */
export const decided = { decision: z.enum(decisions).optional(), tickets: decidedTickets };

export function ticketsAreDecided({ decision, tickets }: z.output<z.ZodObject<typeof decided>>): boolean {
  return tickets === undefined || decision !== undefined;
}

export const decidesNothing = { path: ['tickets'], message: 'are named only with a decision' };

export const attempt = z
  .strictObject({
    outcome: z.enum(callOutcomes),
    contactId: id.optional().describe('Who was spoken to, where it is not whom the task names'),
    text: text.optional(),
    ...decided,
  })
  .refine(({ outcome, decision }) => decision === undefined || outcome === 'answered', {
    path: ['decision'],
    message: 'only an answered call brings a decision',
  })
  .refine(ticketsAreDecided, decidesNothing);
