import type { Reader } from '../db/client.ts';
import type { Intake } from '../db/opening.ts';
import { liesInFuture, serviceAt, unidentified, type KnownService, type Promised } from '../db/ticket-references.ts';
import { seeTicket } from '../db/tickets.ts';
import { workingTimesOf } from '../db/working-times.ts';
import { byOf, type Person } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { prioritise } from '../domain/priority.ts';
import { Refusal } from '../domain/refusal.ts';
import { parseTicketNumber, type TicketNumber } from '../domain/ticket-number.ts';
import { judge } from './intake-answers.ts';
import { reachableFor } from './intake-contacts.ts';
import { asUnknown, orUnknown, unknownReference } from './references.ts';
import type { OpeningBody } from './schemas/opening.ts';
import { sightOf } from './sight.ts';

/**
 * What a caller reports, made whole for the intake: the promise that held then, who can be reached, how bad it is.
 * @throws Refusal with the path of what leads nowhere or does not fit
 */
export async function intakeOf(reader: Reader, body: OpeningBody, by: Person): Promise<Intake> {
  const reportedAt = body.reportedAt ?? null;
  await requirePast(reader, reportedAt);
  const service = await serviceOf(reader, body.serviceId, reportedAt);
  const served = service?.served ?? unidentified;
  const previous = await previousOf(reader, body.previous, served, by);
  // Sent together: the connection waits once.
  const [judgement, workingTimes] = await Promise.all([
    judge(reader, body.questionnaire, service?.kind),
    workingTimesOf(reader, served.terms, reportedAt),
  ]);
  const { severity, reason, hypothesis, questionnaire, texts } = judgement;
  const { priority, reason: priorityReason } = prioritise(severity, served.terms, reason);
  const promise = { ...served, workingTimes, priority, priorityReason, severity, hypothesis, questionnaire };
  return {
    opening: {
      ...promise,
      channel: body.channel,
      previous,
      reportedAt,
      localizes: true,
      dispatches: true,
      speaks: true,
    },
    reachable: await reachableFor(reader, body.contact, served.customerId),
    texts: { ...texts, description: body.description },
    by: byOf(by),
  };
}

async function requirePast(reader: Reader, reportedAt: Instant | null): Promise<void> {
  if (reportedAt === null || !(await liesInFuture(reader, reportedAt))) return;
  const fault = { path: 'reportedAt', message: 'lies in the future' };
  throw new Refusal('instantInFuture', 'reported in the future', [fault]);
}

/** A caller whose service can't be found is not turned away; one who names a service that is none is asked again. */
async function serviceOf(reader: Reader, id: string | undefined, at: Instant | null): Promise<KnownService | null> {
  if (id === undefined) return null;
  return orUnknown(await serviceAt(reader, id, at), 'serviceId');
}

async function previousOf(
  reader: Reader,
  given: string | undefined,
  { customerId }: Promised,
  by: Person,
): Promise<TicketNumber | null> {
  if (given === undefined) return null;
  const number = orUnknown(parseTicketNumber(given), 'previous');
  const before = await seeTicket(reader, number, sightOf(by)).catch(asUnknown('previous'));
  const strangers = customerId !== null && before.customerId !== null && before.customerId !== customerId;
  if (strangers) throw unknownReference('previous', 'is of another customer');
  return number;
}
