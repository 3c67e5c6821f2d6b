import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { templates } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { lockVersions, sameContent } from './versions.ts';

export type Template = typeof templates.$inferSelect;

/** Each template in its latest version. */
export async function listTemplates(reader: Reader, { limit, after }: Asked): Promise<Page<Template>> {
  const rows = await reader
    .selectDistinctOn([templates.id])
    .from(templates)
    .where(after === null ? undefined : gt(templates.id, after))
    .orderBy(asc(templates.id), desc(templates.version))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** The version asked for, or the latest. */
export async function readTemplate(reader: Reader, id: string, version?: number): Promise<Template | null> {
  const wanted = version === undefined ? undefined : eq(templates.version, version);
  const ofId = and(eq(templates.id, id), wanted);
  const [row] = await reader.select().from(templates).where(ofId).orderBy(desc(templates.version)).limit(1);
  return row ?? null;
}

export async function addTemplate(tx: Tx, template: Omit<Template, 'version'>): Promise<Template> {
  const first = { ...template, version: 1 };
  await tx.insert(templates).values(first);
  return first;
}

export async function replaceTemplate(tx: Tx, template: Omit<Template, 'version'>): Promise<Template | null> {
  await lockVersions(tx, template.id);
  const latest = await readTemplate(tx, template.id);
  if (latest === null || sameContent(latest, template)) return latest;
  const next = { ...template, version: latest.version + 1 };
  await tx.insert(templates).values(next);
  return next;
}
