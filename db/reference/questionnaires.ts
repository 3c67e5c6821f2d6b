import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { questionnaires } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { lockVersions, sameContent } from './versions.ts';

export type Questionnaire = typeof questionnaires.$inferSelect;

export interface AskedQuestionnaires extends Asked {
  readonly serviceKind?: string | undefined;
}

/** Each questionnaire in its latest version; for one kind of service, those that are about it now. */
export async function listQuestionnaires(reader: Reader, asked: AskedQuestionnaires): Promise<Page<Questionnaire>> {
  const { limit, after, serviceKind } = asked;
  const latest = reader
    .selectDistinctOn([questionnaires.id])
    .from(questionnaires)
    .where(after === null ? undefined : gt(questionnaires.id, after))
    .orderBy(asc(questionnaires.id), desc(questionnaires.version))
    .as('latest');
  const ofKind = serviceKind === undefined ? undefined : eq(latest.serviceKind, serviceKind);
  const rows = await reader
    .select()
    .from(latest)
    .where(ofKind)
    .orderBy(asc(latest.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** The version asked for, or the latest. */
export async function readQuestionnaire(reader: Reader, id: string, version?: number): Promise<Questionnaire | null> {
  const wanted = version === undefined ? undefined : eq(questionnaires.version, version);
  const ofId = and(eq(questionnaires.id, id), wanted);
  const [row] = await reader.select().from(questionnaires).where(ofId).orderBy(desc(questionnaires.version)).limit(1);
  return row ?? null;
}

export async function addQuestionnaire(tx: Tx, questionnaire: Omit<Questionnaire, 'version'>): Promise<Questionnaire> {
  const first = { ...questionnaire, version: 1 };
  await tx.insert(questionnaires).values(first);
  return first;
}

export async function replaceQuestionnaire(
  tx: Tx,
  questionnaire: Omit<Questionnaire, 'version'>,
): Promise<Questionnaire | null> {
  await lockVersions(tx, questionnaire.id);
  const latest = await readQuestionnaire(tx, questionnaire.id);
  if (latest === null || sameContent(latest, questionnaire)) return latest;
  const next = { ...questionnaire, version: latest.version + 1 };
  await tx.insert(questionnaires).values(next);
  return next;
}
