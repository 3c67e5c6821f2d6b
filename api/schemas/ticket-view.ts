import { z } from 'zod';
import {
  confidences,
  contactChannels,
  contactRoles,
  intakeChannels,
  languages,
  parties,
  priorities,
  severities,
  zones,
} from '../../domain/words.ts';
import { stages, statuses } from '../../domain/status.ts';
import { at, clockView, rungView, waitView } from './clock-view.ts';
import { reservationOfTicketView, visitOfTicketView, worksOfTicketView } from './field-view.ts';

export const words = z.object({ ru: z.string(), en: z.string() });
const named = z.object({ id: z.string(), name: z.string().nullable() });

export const contactView = z.object({
  id: z.string(),
  name: z.string().nullable().describe('Null once erased, as phone and e-mail are'),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  webhook: z.string().nullable(),
  language: z.enum(languages),
  prefers: z.array(z.enum(contactChannels)).readonly(),
  consents: z.record(z.string(), z.boolean()).describe('`false` for channels that they do not want to be told by'),
  quietHours: z
    .object({
      from: z.string(),
      to: z.string(),
      timeZone: z.string().optional(),
      except: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
  roles: z.array(z.enum(contactRoles)).readonly(),
  mayConfirm: z.boolean().describe('Whether this contact’s word closes the ticket'),
});

export const etaView = z.object({
  promisedAt: at.nullable(),
  revision: z.number(),
  state: z.enum(['demanded', 'running', 'superseded', 'kept', 'missed']),
  by: named.nullable(),
  demandedBy: at.nullable().describe('Until when somebody has to promise a time, where that is so'),
});

const zoneView = z.object({
  suspected: z.enum(zones).nullable(),
  confidence: z.enum(confidences).nullable(),
  confirmed: z.enum(zones).nullable(),
  party: z.enum(parties).nullable(),
  hardware: z.boolean().nullable(),
  element: z.string().nullable(),
});

/** A ticket as the API shows it, everywhere the same. */
export const ticketView = z.object({
  number: z.string(),
  status: z.enum(statuses),
  stage: z.enum(stages),
  version: z.number(),
  openedAt: at,
  reportedAt: at,
  restoredAt: at.nullable(),
  customer: named.nullable(),
  service: named.extend({ kind: z.string().nullable() }).nullable(),
  contacts: z.array(contactView),
  channel: z.enum(intakeChannels),
  description: z.string().nullable(),
  previous: z.string().nullable(),
  severity: z.enum(severities),
  urgency: z.number().describe('Grows as the ladder raises it; never changes severity or due instants'),
  priority: z.enum(priorities),
  priorityReason: words,
  hypothesis: words.nullable(),
  termsVersion: z.number().describe('0: the default terms'),
  assignee: named.nullable(),
  team: z.string(),
  eta: etaView.nullable(),
  clocks: z.array(clockView).describe('What the contract promises'),
  next: z.object({ at, what: z.string(), text: words }).nullable().describe('The nearest deadline'),
  ladder: z.array(rungView).describe('Armed whole, in the order of the terms'),
  zone: zoneView,
  warnings: z.array(z.object({ code: z.string(), text: words })).describe('What to look at before the next step'),
  waits: z.array(waitView),
  visits: z.array(visitOfTicketView),
  reservations: z.array(reservationOfTicketView),
  works: z.array(worksOfTicketView).readonly().describe('Planned works on its line, while it was open'),
  episode: z.number(),
  engine: z.enum(['running', 'pending']).describe('`pending`: kept, and its workflow starts when the engine answers'),
});
export type TicketView = z.output<typeof ticketView>;
