import { z } from 'zod';
import { page, id, text } from './common.ts';

export const draftStates = ['open', 'onTicket', 'opened', 'dismissed'] as const;
export const draftQuery = z.strictObject({ ...page, state: z.enum(draftStates).default('open') });
export const byDraftFile = z.strictObject({ id, sha256: z.string().regex(/^[0-9a-f]{64}$/) });
export const ontoTicket = z.strictObject({ number: z.string().max(40) });
export const dismissal = z.strictObject({ reason: text });

export const refusedFile = z.object({
  name: z.string().nullable(),
  bytes: z.number(),
  because: z.enum(['type', 'size', 'count', 'empty']),
});

export const draftView = z.object({
  id,
  receivedAt: z.string(),
  from: z.object({ address: z.string().nullable(), name: z.string().nullable() }),
  subject: z.string().nullable(),
  text: z.string().nullable().describe('Without quotes and signature; the whole is the original'),
  because: z
    .enum(['noTicket', 'stranger', 'forged'])
    .describe(
      'It names no ticket; its sender is no contact of the one that it names; our mail server doubts the sender',
    ),
  suggested: z.string().nullable().describe('The ticket that it names'),
  files: z.array(
    z.object({
      name: z.string().nullable(),
      mediaType: z.string(),
      bytes: z.number(),
      sha256: z.string(),
      original: z.boolean(),
    }),
  ),
  refused: z.array(refusedFile).describe('What was attached and not taken; it is in the original'),
  state: z.enum(draftStates),
  number: z.string().nullable().describe('The ticket that it went to'),
  reason: z.string().nullable(),
});
export type DraftView = z.output<typeof draftView>;
