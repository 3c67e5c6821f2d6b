import type { Reader } from '../../db/client.ts';
import type { Sight } from '../../db/sight.ts';
import { namesOfPeople } from '../../db/ticket-lookups.ts';
import { candidatesFor } from '../../db/visits/candidates.ts';
import { historyOfVisit, type VisitLine } from '../../db/visits/visit-history.ts';
import { seeVisit } from '../../db/visits/visit-list.ts';
import { may } from '../../domain/access.ts';
import type { Person } from '../../domain/actor.ts';
import type { Candidate } from '../../domain/dispatch/rank.ts';
import { instantOf } from '../../domain/instant.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import type { CandidateView, VisitDetails } from '../schemas/visits.ts';
import { namedBy, viewVisits } from './visit-view.ts';

interface Looking {
  readonly person: Person;
  readonly sight: Sight;
}

const mostCandidates = 10;

/**
 * One visit with its history, and while it is proposed with those who could go, for those who may send them.
 * @throws Refusal notFound
 */
export async function viewVisit(reader: Reader, id: string, { person, sight }: Looking): Promise<VisitDetails> {
  const seen = await seeVisit(reader, id, sight);
  const [view] = await viewVisits(reader, [seen], person);
  if (!view) throw new Error('one visit has one view');
  const log = await viewLog(reader, id);
  if (seen.visit.status !== 'proposed' || !may(person.roles, 'askVisit')) return { ...view, log };
  return { ...view, candidates: await viewCandidates(reader, seen.visit), log };
}

async function viewCandidates(reader: Reader, visit: Visit): Promise<CandidateView[]> {
  const best = (await candidatesFor(reader, visit, instantOf(Date.now()))).slice(0, mostCandidates);
  const names = await namesOfPeople(
    reader,
    best.map(({ engineerId }) => engineerId),
  );
  return best.map((candidate) => candidateOf(candidate, names));
}

function candidateOf({ engineerId, travelMs, ...rest }: Candidate, names: ReadonlyMap<string, string>): CandidateView {
  const { window, departAt, score, why, displaces } = rest;
  const engineer = { id: engineerId, name: names.get(engineerId) ?? null };
  return { engineer, window, departAt, travelSeconds: Math.round(travelMs / 1_000), score, why, displaces };
}

async function viewLog(reader: Reader, visitId: string): Promise<VisitDetails['log']> {
  const lines = await historyOfVisit(reader, visitId);
  const ids = lines.flatMap(({ by }) => (by.kind === 'person' && by.id !== undefined ? [by.id] : []));
  const names = await namesOfPeople(reader, [...new Set(ids)]);
  return lines.map((line) => lineOf(line, names));
}

function lineOf({ position, type, by, recordedAt, data }: VisitLine, names: ReadonlyMap<string, string>) {
  const { happenedAt, callId } = data;
  return {
    ...{ position, type, at: recordedAt.toISOString() },
    happenedAt: typeof happenedAt === 'string' ? happenedAt : null,
    by: { kind: by.kind, ...(by.id !== undefined && { id: by.id }), name: namedBy(by.id ?? null, names)?.name ?? null },
    callId: typeof callId === 'string' ? callId : null,
  };
}
