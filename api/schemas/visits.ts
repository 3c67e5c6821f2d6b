import { z } from 'zod';
import { priorities, reservationStatuses, visitCauses, visitFaults, visitStatuses, zones } from '../../domain/words.ts';
import { at } from './clock-view.ts';
import { id, page, text } from './common.ts';
import { evidence, nearInstant } from './ticket-commands.ts';
import { words } from './ticket-view.ts';

const window = z
  .strictObject({
    from: nearInstant,
    to: nearInstant,
    chosenBy: z.literal('customer').exactOptional().describe('The customer chose it'),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'is not after from' });
export type GivenWindow = z.output<typeof window>;

const quantity = z.number().int().min(1).max(1_000);
const mostParts = 20;
const serialNumbers = z.array(z.string().trim().min(1).max(100)).max(1_000);

const wantedPart = z.strictObject({ partId: id, quantity });

/** Every action of an engineer may be told late, and by somebody else. */
const told = {
  happenedAt: nearInstant.exactOptional().describe('When it was done, where it is told later than that'),
  callId: id.exactOptional().describe('The call in which the engineer told it, for whoever tells it on their behalf'),
};

export const visitAsked = z.strictObject({
  reason: text,
  skills: z.array(z.string().trim().min(1).max(100)).max(20).exactOptional(),
  window: window.exactOptional(),
  parts: z.array(wantedPart).max(mostParts).exactOptional(),
  consent: evidence.exactOptional().describe('The customer pays, and has said so'),
});

export const bookingBody = z
  .strictObject({
    engineerId: id.exactOptional(),
    window: window.exactOptional(),
  })
  .nullish()
  .describe('Nothing said: the proposal as it stands');
export type BookingBody = z.output<typeof bookingBody>;

export const actionBody = z.strictObject(told).nullish();

const partUsed = wantedPart.extend({ serialNumbers: serialNumbers.exactOptional() });

export const completionBody = z.strictObject({
  found: text,
  done: text,
  zone: z.enum(zones),
  partsUsed: z
    .array(
      partUsed.extend({
        replacedSerialNumbers: serialNumbers.exactOptional().describe('What they replace, and goes to be repaired'),
      }),
    )
    .max(mostParts)
    .default([]),
  partsReturned: z.array(partUsed).max(mostParts).default([]),
  partsDead: z.array(partUsed).max(mostParts).default([]).describe('Dead on arrival'),
  ...told,
});
export type CompletionBody = z.output<typeof completionBody>;

export const failureBody = z.strictObject({ fault: z.enum(visitFaults), reason: text, ...told });

export const visitQuery = z.strictObject({
  ...page,
  engineer: z.union([z.literal('me'), id]).optional(),
  // Engineers of several time zones are listed together: one day for all of them.
  day: z.iso.date().optional().describe('A day in UTC: visits whose window lies in it, at least in part'),
  status: z
    .string()
    .max(200)
    .transform((value) => value.split(','))
    .pipe(z.array(z.enum(visitStatuses)))
    .optional(),
  siteId: id.optional(),
});
export type VisitQuery = z.output<typeof visitQuery>;

export const attachmentKinds = ['photo', 'signature'] as const;
export const attachmentQuery = z.strictObject({
  kind: z.enum(attachmentKinds),
  happenedAt: nearInstant.optional(),
});
export const byAttachment = z.strictObject({ id, attachmentId: id });

const named = z.object({ id: z.string(), name: z.string().nullable() });
const windowView = z.object({ from: at, to: at });

export const attachmentView = z.object({
  id: z.string(),
  kind: z.enum(attachmentKinds),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string().describe('Of the file as it was sent, in hex; it stands in the protocol too'),
  happenedAt: at,
  addedAt: at,
});
export type AttachmentView = z.output<typeof attachmentView>;

const reservationView = z.object({
  reservationId: z.string(),
  partId: z.string(),
  part: z.string(),
  partNumber: z.string(),
  quantity: z.number(),
  status: z.enum(reservationStatuses),
  warehouse: named,
  neededBy: at.nullable(),
  readyAt: at.describe('When it can be where it is needed'),
  issuedAt: at.nullable(),
  receivedAt: at.nullable(),
});

export const visitView = z.object({
  id: z.string(),
  ticket: z.string().describe('The ticket that it was made for'),
  tickets: z.array(z.string()).describe('All that it is, or was, for'),
  status: z.enum(visitStatuses),
  priority: z.enum(priorities).describe('Of the most urgent ticket'),
  cause: z.enum(visitCauses),
  reason: z.string().nullable().describe('In the words of who asked for it'),
  engineer: named.nullable(),
  window: windowView.nullable(),
  travelSeconds: z.number(),
  wanted: windowView.extend({ chosenBy: z.literal('customer').exactOptional() }).nullable(),
  why: words.nullable().describe('How the choice was made'),
  skills: z.array(z.string()).readonly(),
  zone: z.enum(zones),
  element: named.extend({ kind: z.string().nullable() }).nullable(),
  site: z
    .object({
      id: z.string(),
      name: z.string(),
      address: z.string(),
      region: z.string(),
      access: z.string().nullable(),
      timeZone: z.string().nullable(),
    })
    .nullable(),
  contact: z
    .object({ name: z.string().nullable(), phone: z.string().nullable() })
    .nullable()
    .describe('Who opens the door; null for those who need not know'),
  parts: z.object({
    wanted: z.array(z.object({ partId: z.string(), part: z.string(), quantity: z.number() })),
    reservations: z.array(reservationView),
  }),
  requestedAt: at,
  acceptBy: at.nullable(),
  acceptedAt: at.nullable(),
  departedAt: at.nullable(),
  arrivedAt: at.nullable(),
  endedAt: at.nullable(),
  fault: z.enum(visitFaults).nullable().describe('Whose fault it is that it led to nothing'),
  found: z.string().nullable(),
  done: z.string().nullable(),
  failure: z.string().nullable().describe('Why it led to nothing, or was called off, in the words of who said so'),
  attachments: z.array(attachmentView),
  next: z.object({ at, what: z.string() }).nullable().describe('The nearest deadline'),
});
export type VisitView = z.output<typeof visitView>;

const candidateView = z.object({
  engineer: named,
  window: windowView,
  departAt: at,
  travelSeconds: z.number(),
  score: z.number(),
  why: words,
  displaces: z.array(z.string()).readonly().describe('Visits that would be moved'),
});
export type CandidateView = z.output<typeof candidateView>;

const logView = z.object({
  position: z.number(),
  type: z.string(),
  at: at.describe('When it was told'),
  happenedAt: at.nullable().describe('When it was done, as far as it says so'),
  by: z.object({ kind: z.string(), id: z.string().exactOptional(), name: z.string().nullable() }),
  callId: z.string().nullable(),
});

/** One visit with what a list leaves out. */
export const visitDetails = visitView.extend({
  candidates: z
    .array(candidateView)
    .optional()
    .describe('While it is proposed, for those who may book: the best first'),
  log: z.array(logView),
});
export type VisitDetails = z.output<typeof visitDetails>;
