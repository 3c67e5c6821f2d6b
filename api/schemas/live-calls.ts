import { z } from 'zod';
import { languages } from '../../domain/words.ts';
import { id } from './common.ts';

const contact = z.object({
  id,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string(),
  customerId: id.nullable(),
  ticket: z.string().nullable(),
});

const customer = z.object({ id, name: z.string(), language: z.enum(languages) });
const site = z.object({ id, name: z.string(), address: z.string() });
const service = z.object({ id, name: z.string(), kind: z.string(), customerId: id, site });

const openTicket = z.object({
  number: z.string(),
  status: z.string(),
  severity: z.string(),
  priority: z.string(),
  customerId: id.nullable(),
  serviceId: id.nullable(),
  openedAt: z.string(),
});

const knownTrouble = z.object({
  serviceId: id,
  works: z.array(z.string()).describe('Titles of works that are under way on its line'),
  failing: z
    .array(z.object({ elementId: id, services: z.number() }))
    .describe('Elements of its line at which the tests of so many other services suspect a fault'),
});

/** Without anything personal: it is kept as the answer to a request. */
export const callState = z.object({
  id,
  state: z.enum(['ringing', 'talking', 'over']),
  since: z.string(),
  answeredAt: z.string().nullable(),
  answeredBy: id.nullable(),
  ticket: z.string().nullable().describe('What it is about, as far as somebody has said'),
  contactId: id.nullable(),
});
export type CallState = z.output<typeof callState>;

export const liveCall = callState.extend({
  phone: z.string().nullable().describe('Null where it was withheld, or is none'),
  caller: z
    .object({
      contacts: z.array(contact),
      customers: z.array(customer),
      services: z.array(service),
      openTickets: z.array(openTicket),
      knownTrouble: z.array(knownTrouble),
    })
    .nullable()
    .describe('Whom the number belongs to, as far as the desk knows'),
});
export type LiveCallView = z.output<typeof liveCall>;

export const tie = z.strictObject({
  number: z.string().max(40),
  contactId: id.optional().describe('Who of its contacts calls, where their number does not say it'),
});
