import { contactsOf } from '../db/ticket-lookups.ts';
import { lastRestoration, placeOfService, textsAt } from '../db/telling.ts';
import type { Reader } from '../db/client.ts';
import type { Ticket } from '../domain/ticket.ts';
import { severityWords } from '../domain/wording.ts';
import type { Language } from '../domain/words.ts';
import { knownTimeZone } from '../mail/instants.ts';
import { maskLinks } from '../mail/links.ts';
import { nearInWords } from '../mail/near-instants.ts';
import { placeholdersOf, type Placeholder, type Values } from '../mail/placeholders.ts';
import { endWithReceipt, renderValues, withLink } from '../mail/render.ts';
import { sampleReceipt, sampleValues } from '../mail/sample-values.ts';
import { isStaffCause } from '../mail/templates.ts';
import { asWords } from '../mail/values.ts';
import type { GivenTemplate } from './template-faults.ts';

export interface Preview {
  readonly subject: string;
  readonly text: string;
  /** Null where the channel has none. */
  readonly html: string | null;
}

/** What somebody would read, with the link masked and the receipt of a sample. */
export function previewOf(template: GivenTemplate, language: Language, known: Values): Preview {
  const { cause, channel } = template;
  const rendered = renderValues(template, { ...sampleValues(cause, channel, language), ...known }, language);
  const message = isStaffCause(cause)
    ? rendered
    : endWithReceipt(rendered, { receipt: sampleReceipt, channel, language });
  const { text, html } = withLink({ ...message, language }, null);
  return { subject: rendered.subject, text: maskLinks(text), html: channel === 'email' ? maskLinks(html) : null };
}

/** What a ticket itself can say of a message; what only its moment has is left to the sample. */
export async function valuesOfTicket(reader: Reader, ticket: Ticket, asked: Asked): Promise<Values> {
  const { cause, channel, language, now } = asked;
  const place = await placeOfService(reader, ticket.serviceId);
  const instant = { language, timeZone: knownTimeZone(place?.timeZone), now };
  const [texts, restoration, contacts] = await Promise.all([
    textsAt(reader, ticket.number, 1),
    lastRestoration(reader, ticket.number),
    contactsOf(reader, [ticket.number]),
  ]);
  const said: Partial<Record<Placeholder, string | null | undefined>> = {
    number: ticket.number,
    contactName: ticket.contacts.map(({ id }) => contacts.get(id)?.name).find(Boolean),
    serviceName: place?.name,
    severity: severityWords[ticket.severity][language],
    priority: ticket.priority,
    hypothesis: ticket.hypothesis?.[language],
    description: texts['description'],
    promisedAt: ticket.eta && nearInWords(ticket.eta.promisedAt, instant),
    restoredAt: restoration && nearInWords(restoration.restoredAt, instant),
    cause: restoration?.texts['cause'],
    measures: restoration?.texts['measures'],
  };
  const fillable = placeholdersOf(cause, channel);
  return Object.fromEntries(fillable.flatMap((name) => (said[name] ? [[name, asWords(said[name])]] : [])));
}

interface Asked extends Pick<GivenTemplate, 'cause' | 'channel'> {
  readonly language: Language;
  readonly now: string;
}
