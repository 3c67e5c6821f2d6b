import type { z } from 'zod';
import type { Reader } from '../../db/client.ts';
import {
  lookUpVisits,
  type KeptAttachment,
  type KnownReservation,
  type VisitLookups,
} from '../../db/visits/visit-lookups.ts';
import type { SeenVisit } from '../../db/visits/visit-list.ts';
import { may } from '../../domain/access.ts';
import type { Person } from '../../domain/actor.ts';
import { visitDeadlines } from '../../domain/visit/visit-deadlines.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { AttachmentView, visitView, VisitView } from '../schemas/visits.ts';

/** Visits as the API shows them: the folds, with the names and words that stand outside them. */
export async function viewVisits(reader: Reader, seen: readonly SeenVisit[], person: Person): Promise<VisitView[]> {
  const known = await lookUpVisits(
    reader,
    seen.map(({ visit }) => visit),
  );
  return seen.map((one) => viewOf(one, known, person));
}

function viewOf({ visit, priority }: SeenVisit, known: VisitLookups, person: Person): VisitView {
  const numbers = known.numbers.get(visit.id) ?? [];
  const { asked = null, found = null, done = null, failed = null } = known.words.get(visit.id) ?? {};
  const { id, status, cause, why, skills, zone, requestedAt, acceptBy, acceptedAt, departedAt, arrivedAt } = visit;
  return {
    ...{ id, ticket: visit.tickets[0]?.number ?? numbers[0] ?? '', tickets: [...numbers], status, priority, cause },
    ...{ reason: asked, engineer: namedBy(visit.engineerId, known.people), window: visit.window },
    ...{ travelSeconds: Math.round(visit.travelMs / 1_000), wanted: visit.wanted, why, skills, zone },
    ...{ element: elementOf(visit, known), site: siteOf(visit, known), contact: contactOf(visit, known, person) },
    ...{ parts: partsOf(visit, known), requestedAt, acceptBy, acceptedAt, departedAt, arrivedAt },
    ...{ endedAt: visit.end?.at ?? null, fault: faultOf(visit), found, done, failure: failed },
    attachments: (known.attachments.get(id) ?? []).map(viewAttachment),
    next: nextOf(visit),
  };
}

export function namedBy(id: string | null, names: ReadonlyMap<string, string>) {
  return id === null ? null : { id, name: names.get(id) ?? null };
}

function elementOf({ element }: Visit, { elements }: VisitLookups): VisitView['element'] {
  if (element === null) return null;
  const { name = null, kind = null } = elements.get(element) ?? {};
  return { id: element, name, kind };
}

function siteOf({ siteId }: Visit, { sites }: VisitLookups): VisitView['site'] {
  const site = siteId === null ? undefined : sites.get(siteId);
  if (!site) return null;
  const { id, name, address, region, access, timeZone } = site;
  return { id, name, address, region, access, timeZone };
}

/** For those who arrange it, and for the engineer who goes there: not for one who was replaced. */
function contactOf({ id, engineerId }: Visit, { contacts }: VisitLookups, person: Person): VisitView['contact'] {
  const contact = contacts.get(id);
  if (!contact || !(may(person.roles, 'readTickets') || person.id === engineerId)) return null;
  const { name, phone } = contact;
  return { name, phone };
}

function partsOf({ id, parts: wanted }: Visit, { parts, reservations }: VisitLookups): VisitView['parts'] {
  return {
    wanted: wanted.map(({ partId, quantity }) => ({ partId, part: parts.get(partId) ?? '', quantity })),
    reservations: (reservations.get(id) ?? []).map(viewReservation),
  };
}

type ReservationView = z.output<typeof visitView>['parts']['reservations'][number];

function viewReservation({ reservation, part, warehouse }: KnownReservation): ReservationView {
  const { id, partId, quantity, status, neededBy, readyAt, issuedAt, receivedAt } = reservation;
  return {
    ...{ reservationId: id, partId, part: part.name, partNumber: part.number, quantity, status, warehouse },
    neededBy: neededBy?.toISOString() ?? null,
    readyAt: readyAt.toISOString(),
    issuedAt: issuedAt?.toISOString() ?? null,
    receivedAt: receivedAt?.toISOString() ?? null,
  };
}

function faultOf({ end }: Visit): VisitView['fault'] {
  return end?.status === 'unableToComplete' ? end.fault : null;
}

export function viewAttachment(attachment: KeptAttachment): AttachmentView {
  const { id, kind, mediaType, bytes, sha256, happenedAt, addedAt } = attachment;
  const when = { happenedAt: happenedAt.toISOString(), addedAt: addedAt.toISOString() };
  return { id, kind, mediaType, bytes, sha256, ...when };
}

function nextOf(visit: Visit): VisitView['next'] {
  const [next] = visitDeadlines(visit);
  return next ? { at: next.at, what: next.what } : null;
}
