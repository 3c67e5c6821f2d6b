import { z } from 'zod';
import { id } from './common.ts';
import { byNumber } from './ticket-number.ts';

export const byTicketAttachment = byNumber.extend({ id });

export const ticketAttachment = z.object({
  id,
  name: z.string().nullable().describe('As its sender called it'),
  mediaType: z.string().describe('As its bytes say'),
  bytes: z.number(),
  sha256: z.string(),
  from: z.enum(['link', 'email']),
  contactId: z.string().nullable().describe('Null where nobody of the ticket’s contacts sent it'),
  messageId: z.string().nullable().describe('The message that it came with'),
  original: z.boolean().describe('It is that message itself, as it came'),
  happenedAt: z.string(),
  addedAt: z.string(),
});
