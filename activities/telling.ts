import type { Database } from '../db/client.ts';
import type { Entry } from '../domain/events.ts';
import type { Owed } from '../domain/obligations.ts';
import type { Links } from '../mail/links.ts';
import type { Logger } from '../runtime/logger.ts';
import { makeCallTask } from './call-tasks.ts';
import type { Carrier } from './carriers/carrier.ts';
import { deliverMessage } from './deliver-message.ts';
import { callWebhook, deliverText } from './deliver-text.ts';
import { sendDigest, type SendingDigest } from './send-digest.ts';
import { sendTestMail, type SendingTestMail } from './send-test-mail.ts';
import type { Mailer } from './smtp.ts';
import { tellOfWorks, type TellingOfWorks } from './tell-of-works.ts';

/** What telling people needs. */
export interface Telling {
  readonly database: Database;
  readonly mailer: Mailer;
  /** Null: the operator has no such channel. */
  readonly carriers: { readonly sms: Carrier | null; readonly webhook: Carrier | null };
  /** How long a report of delivery is waited for before the next channel is taken. */
  readonly confirmWithinMs: number;
  readonly links: Links;
  /** What stands in front of customers' links. */
  readonly publicUrl: string;
  /** The number that customers are asked to call, where the operator has named one. */
  readonly deskPhone: string | null;
  readonly log: Logger;
}

/** One message that a ticket owes, and how much of the protocol its workflow knows. */
export interface Asked {
  readonly number: string;
  readonly owed: Owed;
  readonly foldedUpTo: number;
}

/** All that the protocol holds after what the workflow knew, the outcome included. */
export interface TellingDone {
  readonly entries: Entry[];
}

export function tellingActivities(telling: Telling) {
  return {
    /** Sends a mail. Safe to run twice: the stored row knows how far it came. */
    deliverMessage: (asked: Asked): Promise<TellingDone> => deliverMessage(telling, asked),
    /** Sends a text. Safe to run twice, as a mail. */
    deliverText: (asked: Asked): Promise<TellingDone> => deliverText(telling, asked),
    /** Tells a customer's program. Safe to run twice, as a mail. */
    callWebhook: (asked: Asked): Promise<TellingDone> => callWebhook(telling, asked),
    /** Makes a call task; a local activity. Safe to run twice: the key is taken the second time. */
    makeCallTask: (asked: Asked): Promise<TellingDone> => makeCallTask(telling, asked),
    /** Sends one mail for many messages. Safe to run twice: each row knows how far it came. */
    sendDigest: (sending: SendingDigest): Promise<void> => sendDigest(telling, sending),
    /** Sends a template to whoever tries it. Safe to run twice: its row knows how far it came. */
    sendTestMail: (sending: SendingTestMail): Promise<void> => sendTestMail(telling, sending),
    /** Tells customers of scheduled works. Safe to run twice: the row of each knows how far it came. */
    tellOfWorks: (asked: TellingOfWorks) => tellOfWorks(telling, asked),
  };
}
