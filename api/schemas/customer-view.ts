import { z } from 'zod';
import { statuses } from '../../domain/status.ts';
import { contactRoles, decisions, languages } from '../../domain/words.ts';
import { at } from './clock-view.ts';

const promised = z.object({
  promisedAt: at,
  toldAt: at,
  move: z.enum(['first', 'later', 'sooner']),
  reason: z.string().nullable(),
});

const awaitedVisit = z.object({
  window: z.object({ from: at, to: at }).readonly().nullable().describe('Null where the engineer came without one'),
  state: z.enum(['agreed', 'enRoute', 'onSite']),
});

/** Whom the link speaks for, without what others could read over their shoulder. */
const you = z.object({
  roles: z.array(z.enum(contactRoles)).readonly(),
  mayConfirm: z.boolean(),
  phoneEnding: z.string().nullable().describe('The last two digits of the number that is called'),
  language: z.enum(languages).describe('In which they are written to and called'),
  quietHours: z
    .object({ from: z.string(), to: z.string(), timeZone: z.string() })
    .nullable()
    .describe('When they are left in peace'),
  callAsked: z.boolean().describe('They asked to be called, and have not been yet'),
  messages: z
    .array(z.object({ at, text: z.string() }))
    .readonly()
    .describe('What they wrote, the newest first'),
  photos: z.number().describe('How many they sent'),
});

const again = z.object({
  mayReport: z.boolean().describe('Whether `POST /c/:token/again` opens another ticket'),
  next: z
    .object({ number: z.string(), link: z.string().nullable().describe('For who reported it') })
    .nullable()
    .describe('The ticket under which it goes on'),
});

/** A ticket as its customer sees it. */
export const customerView = z.object({
  number: z.string(),
  status: z.enum(statuses),
  statusText: z.string(),
  awaited: z.string().nullable().describe('What the customer is waited for, where that is so'),
  service: z.string().nullable(),
  handledBy: z.string().describe('Who has it now, in plain words'),
  openedAt: at,
  restoredAt: at.nullable(),
  eta: z
    .object({ promisedAt: at, state: z.enum(['running', 'superseded', 'kept', 'missed']) })
    .nullable()
    .describe('The promise that stands for this stretch of work'),
  etaHistory: z.array(promised).readonly().describe('Every promise that was made, the newest first'),
  visit: awaitedVisit.nullable().describe('The engineer who comes to the customer, once that is agreed'),
  done: z
    .array(z.object({ at, text: z.string(), note: z.string().nullable() }))
    .readonly()
    .describe('What happened, the newest first'),
  mayAnswer: z.boolean().describe('Whether the customer is asked now, and this contact may answer'),
  answer: z
    .object({ decision: z.enum(decisions), at })
    .nullable()
    .describe('The last answer to that question'),
  receipt: z
    .string()
    .describe('Names the last entry of the protocol by its hash: who keeps it can prove later what it was'),
  again,
  you,
  language: z.enum(languages),
  timeZone: z.string(),
});
export type CustomerView = z.output<typeof customerView>;
