import { asc, eq, getTableColumns, gt } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Refusal } from '../../domain/refusal.ts';
import type { Language } from '../../domain/words.ts';
import type { Reader, Tx } from '../client.ts';
import { pageOf, type Asked, type Page } from '../reference/page.ts';
import { refuse } from '../reference/references.ts';
import { lockVersions } from '../reference/versions.ts';
import { engineers, users, warehouses } from '../schema.ts';

type Row = typeof engineers.$inferSelect;

/** A user of the desk who can be sent, under the user's own id. */
export interface Engineer extends Row {
  readonly userId: string;
  readonly name: string;
}

const shown = { ...getTableColumns(engineers), userId: engineers.id, name: users.name };

export async function listEngineers(reader: Reader, { limit, after }: Asked): Promise<Page<Engineer>> {
  const rows = await reader
    .select(shown)
    .from(engineers)
    .innerJoin(users, eq(users.id, engineers.id))
    .where(after === null ? undefined : gt(engineers.id, after))
    .orderBy(asc(engineers.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readEngineer(reader: Reader, id: string): Promise<Engineer | null> {
  const [row] = await reader
    .select(shown)
    .from(engineers)
    .innerJoin(users, eq(users.id, engineers.id))
    .where(eq(engineers.id, id));
  return row ?? null;
}

/**
 * Makes a user an engineer, and a van to go with them.
 * @throws Refusal unknownReference for nobody or somebody else than an engineer, invalidBody for one who is it already
 */
export async function addEngineer(tx: Tx, engineer: Row): Promise<Engineer> {
  const { id, region } = engineer;
  await lockVersions(tx, `engineer ${id}`);
  const { name, language } = await userFor(tx, id);
  if ((await readEngineer(tx, id)) !== null) throw alreadyEngineer();
  await tx.insert(engineers).values(engineer);
  await tx.insert(warehouses).values({ id: v7(), name: vanName[language](name), region, engineerId: id });
  return { ...engineer, userId: id, name };
}

/** The van goes along to another region. */
export async function replaceEngineer(tx: Tx, { id, ...changes }: Row): Promise<Engineer | null> {
  const rows = await tx.update(engineers).set(changes).where(eq(engineers.id, id)).returning({ id: engineers.id });
  if (rows.length === 0) return null;
  await tx.update(warehouses).set({ region: changes.region }).where(eq(warehouses.engineerId, id));
  return readEngineer(tx, id);
}

const vanName: Readonly<Record<Language, (name: string) => string>> = {
  ru: (name) => `Машина, ${name}`,
  en: (name) => `Van, ${name}`,
};

async function userFor(tx: Tx, id: string): Promise<{ name: string; language: Language }> {
  const { name, language, roles } = users;
  const [user] = await tx.select({ name, language, roles }).from(users).where(eq(users.id, id));
  if (!user?.roles.includes('engineer')) {
    refuse([{ path: 'userId', message: user ? 'is no engineer by role' : 'leads to no user' }]);
  }
  return user!;
}

function alreadyEngineer(): Refusal {
  const message = 'is an engineer already';
  return new Refusal('invalidBody', message, [{ path: 'userId', message }]);
}
