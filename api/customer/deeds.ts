import type { z } from 'zod';
import type { Tx } from '../../db/client.ts';
import type { Ticket } from '../../domain/ticket.ts';
import {
  againBody,
  answerBody,
  callsBody,
  languageBody,
  notesBody,
  phoneBody,
  quietHoursBody,
  type DeedName,
} from '../schemas/customer-deeds.ts';
import { reportAgain } from './again.ts';
import { takeAnswer } from './answers.ts';
import { takeCallWish } from './calls.ts';
import type { Holder } from './holder.ts';
import { takeNote } from './notes.ts';
import { changeLanguage, changePhone, changeQuietHours } from './own-details.ts';

/** What a form of the page brings beside its own fields. */
export interface Sent {
  readonly formId?: string | undefined;
}

export interface Deed {
  readonly summary: string;
  readonly body: z.ZodType<Sent>;
  /** Gives the ticket that it opened and that is still to be started, if there is one. */
  readonly does: (tx: Tx, holder: Holder, body: Sent) => Promise<Ticket | null>;
}

/** All but the photos, which are no fields of a body. */
export const deeds: Readonly<Record<Exclude<DeedName, 'photos'>, Deed>> = {
  answer: deed('Say whether it works', answerBody, takeAnswer),
  notes: deed('Write to those who work on the ticket', notesBody, takeNote),
  calls: deed('Ask to be called', callsBody, takeCallWish),
  phone: deed('Change the number that is called', phoneBody, changePhone),
  'quiet-hours': deed('Choose when to be left in peace, or no such hours', quietHoursBody, changeQuietHours),
  language: deed('Choose the language of messages and calls', languageBody, changeLanguage),
  again: deed('Report that what was closed is broken again', againBody, reportAgain),
};

type Doing<Body> = (tx: Tx, holder: Holder, body: Body) => Promise<Ticket | void>;

/** Each deed knows its own body: its route gives it nothing that this schema has not taken. */
function deed<Body extends Sent>(summary: string, body: z.ZodType<Body>, does: Doing<Body>): Deed {
  return {
    summary,
    body,
    does: async (tx, holder, sent) => (await does(tx, holder, sent as Body)) ?? null,
  };
}
