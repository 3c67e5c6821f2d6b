import type { Tx } from '../db/client.ts';
import { readTemplate, type Template } from '../db/reference/templates.ts';
import { overdrawn, type Budget } from '../db/request-counts.ts';
import { queueTestMail } from '../db/test-mails.ts';
import { readUser } from '../db/users.ts';
import { Refusal, type Fault } from '../domain/refusal.ts';
import type { Language } from '../domain/words.ts';
import { markedAsTest } from '../mail/test-mark.ts';
import { found } from './reference-resource.ts';
import { faultsOfGiven, type GivenTemplate } from './template-faults.ts';
import { previewOf } from './template-preview.ts';

interface TestOfTemplate {
  readonly templateId: string;
  /** Who asks, and the only one who gets it. */
  readonly userId: string;
  /** Their own where it is left out. */
  readonly language: Language | undefined;
}

/**
 * Queues the latest version of a template, filled with the sample of its preview, for the mailbox of whoever asks.
 * @throws Refusal notFound, or noTestMail with what is missing
 */
export async function queueTest(tx: Tx, { templateId, userId, language: wanted }: TestOfTemplate) {
  const stored = found(await readTemplate(tx, templateId));
  const user = await readUser(tx, userId);
  const given = givenOf(stored);
  const { version } = stored;
  const address = user?.email ? [] : [{ path: 'email', message: 'you have none' }];
  refuse([...faultsOfMail(given), ...address]);
  const language = wanted ?? user?.language ?? 'ru';
  const { subject, text, html } = previewOf(given, language, {});
  if (html === null) throw new Error(`the mail of template ${templateId} has no HTML`);
  const told = { template: { id: templateId, version }, language, subject: markedAsTest(subject) };
  const id = await queueTestMail(tx, { ...told, userId, text, html });
  return { id, ...told };
}

/** Enough to mend a template by looking at it; no way to fill a mailbox. */
const ofPerson = { requests: 10, seconds: 600 };

/** The budget that somebody overdraws with one more test, or null. */
export async function overdrawnTests(tx: Tx, userId: string): Promise<Budget | null> {
  return overdrawn(tx, [{ key: `tests of templates ${userId}`, ...ofPerson }]);
}

function givenOf({ cause, channel, subject, body, html }: Template): GivenTemplate {
  return { cause, channel, subject, body, ...(html && { html }) };
}

function faultsOfMail(given: GivenTemplate): Fault[] {
  if (given.channel !== 'email')
    return [{ path: 'channel', message: `is ${given.channel}: only mails are sent as a test` }];
  // A placeholder may have been known when it was saved, and not any more.
  return faultsOfGiven(given);
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal('noTestMail', 'nothing to send, or nowhere', faults);
}
