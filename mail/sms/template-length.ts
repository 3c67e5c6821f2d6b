import { ticketNumber } from '../../domain/ticket-number.ts';
import type { Language } from '../../domain/words.ts';
import { mostOfNoteInShort } from '../note.ts';
import type { Placeholder } from '../placeholders.ts';
import { withReceipt } from '../receipt.ts';
import { segmentCount } from './segments.ts';

/** More than a customer reads as one, and costs as many messages. */
export const mostSegments = 4;

/** Characters that a value usually has at most, in a short message. */
const usualLength: Readonly<Partial<Record<Placeholder, number>>> = {
  contactName: 25,
  serviceName: 30,
  promisedAt: 21,
  previousPromisedAt: 21,
  restoredAt: 21,
  until: 21,
  nextWord: 24,
  awaited: 65,
  note: mostOfNoteInShort,
  window: 27,
  nextStep: 40,
  visitStep: 65,
  howToReach: 55,
  // `https://help.example.net/c/` and the token
  link: 63,
};
const ofOthers = 30;

/** How many short messages a template makes with values of usual length, link and receipt included. */
export function usualSegments(body: string, language: Language): number {
  const filled = body.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => usual(name.trim(), language));
  const receipt = { number, position: 100, hash: '0'.repeat(64) };
  return segmentCount(withReceipt(filled, { receipt, channel: 'sms', language }));
}

const number = ticketNumber(100_000);

function usual(name: string, language: Language): string {
  if (name === 'number') return number;
  const length = usualLength[name as Placeholder] ?? ofOthers;
  return (language === 'ru' && name !== 'link' ? 'ж' : 'x').repeat(length);
}
