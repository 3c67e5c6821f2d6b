import { afterAll, beforeAll, expect, it } from 'vitest';
import { addAdministrator } from '../../db/administrator.ts';
import { connect, type Database } from '../../db/client.ts';
import { isPassword } from '../../db/passwords.ts';
import { userByLogin } from '../../db/users.ts';
import { freshDatabase, whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'the first administrator', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    database = connect(fresh.appUrl, { connections: 2 });
  });
  afterAll(async () => {
    await database?.close();
    await fresh?.drop();
  });

  it('gets a password that is told once, and nobody else gets the login', async () => {
    const anna = { login: 'anna', name: 'Анна Петрова', language: 'ru' } as const;
    const password = await addAdministrator(database.db, anna);
    const user = await userByLogin(database.db, 'ANNA');
    expect(user?.roles).toEqual(['admin']);
    expect(await isPassword(user!.passwordHash, password)).toBe(true);
    await expect(addAdministrator(database.db, anna)).rejects.toMatchObject({ code: 'loginTaken' });
  });
});
