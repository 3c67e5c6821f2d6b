import { escapeHtml } from './html.ts';
import { safeHtml } from './template-html.ts';
import type { MessageCause, MessageChannel } from '../domain/events-of-talk.ts';

/** What a template may ask for, in double braces. */
export const placeholders = [
  'number',
  'contactName',
  'serviceName',
  'severity',
  'priority',
  'hypothesis',
  'description',
  'promisedAt',
  'previousPromisedAt',
  'restoredAt',
  'reason',
  'cause',
  'measures',
  'nextStep',
  'awaited',
  'note',
  'until',
  'standing',
  'nextWord',
  'clock',
  'rungAt',
  'dueAt',
  'deed',
  'window',
  'visitStep',
  'acceptBy',
  'work',
  'parts',
  'place',
  'access',
  'link',
  'howToReach',
] as const;
export type Placeholder = (typeof placeholders)[number];

const toCustomer: readonly Placeholder[] = ['number', 'contactName', 'serviceName', 'link', 'howToReach'];
const toStaff: readonly Placeholder[] = ['number', 'serviceName', 'severity', 'priority'];
const toEngineer: readonly Placeholder[] = [...toStaff, 'window', 'place', 'work'];
const restoration: readonly Placeholder[] = ['restoredAt', 'cause', 'measures'];

const byCause: Readonly<Record<MessageCause, readonly Placeholder[]>> = {
  opened: [...toCustomer, 'severity', 'hypothesis', 'description', 'nextStep'],
  etaPromised: [...toCustomer, 'promisedAt', 'reason'],
  etaExtended: [...toCustomer, 'promisedAt', 'previousPromisedAt', 'reason'],
  etaSooner: [...toCustomer, 'promisedAt', 'previousPromisedAt', 'reason'],
  etaMissed: [...toCustomer, 'promisedAt', 'nextStep'],
  etaSlipping: [...toCustomer, 'promisedAt'],
  waiting: [...toCustomer, 'awaited', 'until'],
  resumed: [...toCustomer, 'nextStep'],
  note: [...toCustomer, 'note'],
  interim: [...toCustomer, 'standing', 'nextStep', 'nextWord'],
  visitAgreed: [...toCustomer, 'window'],
  visitMoved: [...toCustomer, 'visitStep'],
  engineerOnTheWay: [...toCustomer, 'window'],
  visitMissed: [...toCustomer, 'visitStep'],
  visitFailed: [...toCustomer, 'reason'],
  visitCancelled: [...toCustomer, 'visitStep'],
  restored: [...toCustomer, ...restoration],
  reminder: [...toCustomer, ...restoration],
  closed: [...toCustomer, ...restoration],
  reopened: [...toCustomer, 'nextStep'],
  cancelled: [...toCustomer, 'reason'],
  rejected: [...toCustomer, 'reason'],
  callAsked: [...toCustomer],
  etaWarned: [...toStaff, 'promisedAt'],
  etaDemanded: [...toStaff, 'promisedAt', 'nextStep'],
  visitOffered: [...toEngineer, 'acceptBy', 'parts', 'access'],
  visitCalledOff: [...toEngineer, 'reason'],
  rungFired: [...toStaff, 'clock', 'rungAt', 'dueAt', 'deed'],
  escalated: [...toStaff, 'reason'],
  callWanted: [...toStaff],
  customerWrote: [...toStaff],
  wordsWanted: [...toStaff, 'dueAt'],
  stillBroken: [...toStaff],
};

/** What people wrote, as long as they liked. */
const ofAnyLength: readonly Placeholder[] = ['description', 'hypothesis', 'reason', 'cause', 'measures'];
const left: Readonly<Record<MessageChannel, readonly Placeholder[]>> = {
  email: [],
  webhook: [],
  // A call can't carry a link.
  phone: ['link'],
  // A short message has room for what is of a known length; the rest is behind the link.
  sms: [...ofAnyLength, 'standing'],
};

/** What a message about this can fill. */
export function placeholdersOf(cause: MessageCause, channel: MessageChannel): readonly Placeholder[] {
  return byCause[cause].filter((placeholder) => !left[channel].includes(placeholder));
}

/** A template asks for what its message cannot fill, or has braces that lead nowhere. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
}

export type Values = Readonly<Partial<Record<Placeholder, string>>>;

const pattern = /\{\{([^{}]*)\}\}/g;

/**
 * The text with its placeholders filled.
 * @throws TemplateFault for a placeholder that is unknown here or has no value, and for braces without a partner
 */
export function fill(text: string, values: Values): string {
  const fault = faultsOfTemplate(text, Object.keys(values))[0];
  if (fault !== undefined) throw new TemplateFault(fault);
  return text.replace(pattern, (_, name: string) => values[name.trim() as Placeholder] ?? '');
}

/**
 * An operator's HTML with its placeholders filled: what people wrote is words there, lines and all.
 * @throws TemplateFault as `fill`
 */
export function fillHtml(html: string, values: Values): string {
  const words = Object.entries(values).map(([name, value]) => [name, escapeHtml(value).replaceAll('\n', '<br>\n')]);
  return fill(safeHtml(html), Object.fromEntries(words));
}

/** What is wrong with a template's text, in words, for whoever saves it. Empty where nothing is. */
export function faultsOfTemplate(text: string, known: readonly string[]): string[] {
  const asked = [...text.matchAll(pattern)].map(([, name = '']) => name.trim());
  const unknown = asked.filter((name) => !known.includes(name)).map((name) => `{{${name}}} cannot be filled here`);
  const rest = text.replace(pattern, '');
  return rest.includes('{{') || rest.includes('}}') ? [...unknown, 'braces without a partner'] : unknown;
}
