import { z } from 'zod';
import { languages } from '../../domain/words.ts';
import { id } from './common.ts';
import { refusedFile } from './inbound-drafts.ts';

export const message = z.object({
  id,
  at: z.string(),
  direction: z.enum(['out', 'in']),
  audience: z.enum(['customer', 'staff']),
  to: z.string().nullable().describe('The address; null once erased, or where there was none'),
  toName: z.string().nullable(),
  from: z.string().nullable().optional().describe('Of one that came in: the address of who wrote it'),
  channel: z.string(),
  cause: z.string(),
  language: z.enum(languages),
  subject: z.string().nullable(),
  text: z.string().nullable().describe('Links of customers are masked; null once erased'),
  template: z
    .object({ id: z.string(), version: z.number() })
    .nullable()
    .describe('The version of the operator’s own template that made the text; null: the default one'),
  receipt: z.string().optional().describe('The protocol’s head when the text was stored, with the whole hash'),
  outcome: z.enum(['queued', 'sent', 'delivered', 'failed']),
  failure: z.string().optional(),
  offers: z
    .enum(['accepted', 'stillBroken', 'again'])
    .optional()
    .describe('The answer that it looks like: for a person to judge, of no consequence by itself'),
  refused: z.array(refusedFile).optional().describe('What was attached and not taken; it is in the original'),
  sentAt: z.string().optional(),
  possibleDuplicate: z.literal(true).optional(),
});
