import postgres from 'postgres';
import { expect, it } from 'vitest';
import { freshDatabase, whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

async function ask<T extends object>(url: string, statement: string): Promise<readonly T[]> {
  const sql = postgres(url, { max: 1 });
  try {
    return await sql.unsafe<T[]>(statement);
  } finally {
    await sql.end();
  }
}

describeUnless(whyNoPostgres, 'a fresh database', () => {
  it('is its own, open to the owner and to the application, and gone after drop', async () => {
    const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
    await ask(one.ownerUrl, 'create table only_here (id int)');
    expect(await ask(other.ownerUrl, `select to_regclass('only_here') as found`)).toEqual([{ found: null }]);
    expect(await ask(one.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    await Promise.all([one.drop(), other.drop()]);
    await expect(ask(one.appUrl, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });

  it('is not writable as a superuser for the application', async () => {
    const database = await freshDatabase();
    expect(
      await ask(database.appUrl, 'select rolsuper, rolcreaterole from pg_roles where rolname = current_user'),
    ).toEqual([{ rolsuper: false, rolcreaterole: false }]);
    await database.drop();
  });
});
