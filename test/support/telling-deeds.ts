import { theDesk } from '../../domain/actor.ts';
import type { TicketContact } from '../../domain/events.ts';
import type { Instant } from '../../domain/instant.ts';
import { at } from './cast.ts';
import { happens, opened, type Step, type Story } from './story.ts';

/** A ticket whose desk speaks by every channel. */
export function speaking(contacts: readonly TicketContact[]): Story {
  return opened({ contacts, speaks: true });
}

/** A channel with delivery reports took the message, and has until then to report. */
export function sentBy(key: string, clock: string, reportedBy: string): Step {
  const data = { messageId: `message ${key}`, key, sentAt: at(clock), confirmBy: at(reportedBy) };
  return happens({ type: 'messageSent', by: theDesk, data });
}

export function delivered(key: string): Step {
  return happens({ type: 'messageDelivered', by: theDesk, data: { messageId: `message ${key}`, key } });
}

export function deferred(key: string, until: Instant): Step {
  return happens({ type: 'messageDeferred', by: theDesk, data: { key, until } });
}
