import { lockTicket } from '../../db/append.ts';
import type { Tx } from '../../db/client.ts';
import { recordFact } from '../../db/facts.ts';
import { intake, type Intake, type Reachable } from '../../db/opening.ts';
import { contactOf, type Reachable as Known } from '../../db/telling.ts';
import { serviceAt, unidentified, type Promised } from '../../db/ticket-references.ts';
import { isOpen } from '../../db/tickets.ts';
import { workingTimesOf } from '../../db/working-times.ts';
import { reportedAgain, requireClosed } from '../../domain/broken-again.ts';
import { prioritise } from '../../domain/priority.ts';
import type { TicketContact } from '../../domain/events.ts';
import { hasAddress } from '../../domain/telling/route.ts';
import type { Ticket } from '../../domain/ticket.ts';
import type { Bilingual } from '../../domain/words.ts';
import { reachableFor } from '../intake-contacts.ts';
import type { AgainBody } from '../schemas/customer-deeds.ts';
import type { ContactDetails } from '../schemas/ticket-commands.ts';
import type { Holder } from './holder.ts';

/**
 * What was closed is broken again: another ticket of the same service, reported by the holder of the link; the closed
 * one says where it goes on. Gives the new ticket, to be started, or nothing where one is open already.
 * Refuses with wrongStatus.
 */
export async function reportAgain(tx: Tx, { ticket, contactId }: Holder, { note }: AgainBody) {
  // Under the lock: two who report at once get one ticket.
  const { ticket: closed } = await lockTicket(tx, ticket.number);
  requireClosed(closed);
  if (closed.again && (await isOpen(tx, closed.again.next))) return;
  const report = await reportOf(tx, closed, { contactId, note });
  const opened = await intake(tx, report);
  const [{ contact }] = report.reachable;
  const by = { kind: 'customer', id: contactId } as const;
  await recordFact(
    tx,
    closed.number,
    (_known, happenedAt) => [
      reportedAgain({ next: opened.number, contactId, asContactId: contact.id, happenedAt }, by),
    ],
    null,
  );
  return opened;
}

interface Said {
  readonly contactId: string;
  readonly note: string | undefined;
}

type Report = Intake & { readonly reachable: readonly [Reachable, ...Reachable[]] };

/** As an agent would take it on the phone, but for the questions: nobody is there to ask them. */
async function reportOf(tx: Tx, closed: Ticket, { contactId, note }: Said): Promise<Report> {
  const served = await servedAgain(tx, closed);
  const [workingTimes, reachable] = await Promise.all([
    workingTimesOf(tx, served.terms, null),
    reachableAgain(tx, closed, { contactId, customerId: served.customerId }),
  ]);
  const { number, severity } = closed;
  const { priority, reason: priorityReason } = prioritise(severity, served.terms, asBefore(number));
  const { language, id } = reachable[0].contact;
  return {
    opening: {
      ...{ ...served, workingTimes, priority, priorityReason, severity },
      ...{ channel: 'portal', hypothesis: null, questionnaire: null, previous: number, reportedAt: null },
      ...{ localizes: true, dispatches: true, speaks: true },
    },
    reachable,
    texts: { description: note ?? brokenAgain(number)[language] },
    by: { kind: 'customer', id },
  };
}

/** A service that has another customer by now is not this one's to report: it is found out anew, as on the phone. */
async function servedAgain(tx: Tx, { serviceId, customerId }: Ticket): Promise<Promised> {
  const service = serviceId === null ? null : await serviceAt(tx, serviceId, null);
  return service?.served.customerId === customerId ? service.served : unidentified;
}

async function reachableAgain(
  tx: Tx,
  { number, contacts }: Ticket,
  { contactId, customerId }: { readonly contactId: string; readonly customerId: string | null },
): Promise<Report['reachable']> {
  const contact = contacts.find(({ id }) => id === contactId);
  const known = await contactOf(tx, number, contactId);
  if (!contact || !known) throw new Error(`a link of ${number} speaks for a contact that is not kept`);
  const [reporter, ...others] = await reachableFor(tx, asKnownNow(contact, known), customerId);
  if (!reporter) throw new Error('a report without a reporter');
  return [reporter, ...others];
}

/** By the addresses that are known now; of one that is gone by now nothing is left to prefer. */
function asKnownNow(contact: TicketContact, known: Known): ContactDetails {
  const { name, phone, email, webhook } = known;
  const address = {
    ...(phone !== null && { phone }),
    ...(email !== null && { email }),
    ...(webhook !== null && { webhook }),
  };
  const has = { phone: phone !== null, email: email !== null, ...(webhook !== null && { webhook: true as const }) };
  const { language, refuses = [], quietHours } = contact;
  const prefers = contact.prefers.filter((channel) => hasAddress(has, channel));
  const consents = Object.fromEntries(refuses.map((channel) => [channel, false]));
  return { name: name ?? '', ...address, language, prefers, consents, quietHours };
}

function asBefore(number: string): Bilingual {
  return {
    ru: `клиент сообщил по ссылке, что неисправность из заявки ${number} появилась снова; тяжесть прежняя`,
    en: `the customer said by the link that what ${number} was about is broken again; as severe as before`,
  };
}

function brokenAgain(number: string): Bilingual {
  return {
    ru: `Снова не работает после закрытия заявки ${number}.`,
    en: `Broken again after ticket ${number} was closed.`,
  };
}
