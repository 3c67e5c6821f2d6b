import { readdirSync } from 'node:fs';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { requireHarmless } from '../../db/rights.ts';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';

const insufficientPrivilege = { code: '42501' };

describeUnless(whyNoPostgres, 'the migrated database', () => {
  let database: TestDatabase;
  let app: Sql;
  let owner: Sql;
  let superuser: Sql;

  beforeAll(async () => {
    database = await freshDatabase();
    [app, owner, superuser] = [database.appUrl, database.ownerUrl, database.superuserUrl].map((url) =>
      postgres(url, { max: 1, onnotice: () => undefined }),
    ) as [Sql, Sql, Sql];
    await superuser`insert into tickets (number, status, version, channel, severity, priority, urgency, team, episode,
      reported_at, opened_at, state, position, head_hash)
      values ('HD-1000016', 'acknowledged', 1, 'phone', 'major', 'P2', 0, 'desk', 1, now(), now(), '{}', 1, 'h')`;
    await app`insert into protocol (number, position, recorded_at, type, by, visibility, data, hash, previous_hash)
      values ('HD-1000016', 1, now(), 'ticketOpened', '{"kind":"system"}', 'internal', '{}', 'h', 'g')`;
  });

  afterAll(async () => {
    await Promise.all([app, owner, superuser].map((sql) => sql.end()));
    await database.drop();
  });

  it.each(['update protocol set hash = hash', 'delete from protocol', 'truncate protocol'])(
    'refuses the application: %s',
    async (statement) => {
      await expect(app.unsafe(statement)).rejects.toMatchObject(insufficientPrivilege);
    },
  );

  it.each(['update protocol set hash = hash', 'delete from protocol where false', 'truncate protocol'])(
    'refuses the owner and a superuser too: %s',
    async (statement) => {
      await expect(owner.unsafe(statement)).rejects.toMatchObject({ message: /append-only/ });
      await expect(superuser.unsafe(statement)).rejects.toMatchObject({ message: /append-only/ });
    },
  );

  it('refuses a superuser who switches ordinary triggers off', async () => {
    const cheating = superuser.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`delete from protocol`;
    });
    await expect(cheating).rejects.toMatchObject({ message: /append-only/ });
  });

  it('lets no version be changed in place', async () => {
    for (const table of ['contract_terms', 'calendars', 'questionnaires', 'templates']) {
      await expect(app.unsafe(`update ${table} set version = 2`)).rejects.toMatchObject(insufficientPrivilege);
    }
  });

  it('gives the application every other table and sequence', async () => {
    await app`select nextval('ticket_sequence')`;
    await app`update tickets set urgency = urgency`;
    await app`delete from orders`;
    await app`insert into sign_in_failures (login, address) values ('amira', '192.0.2.1')`;
  });

  it('can be migrated again, by many at once', async () => {
    const { ownerUrl, appUrl } = database;
    await Promise.all([1, 2, 3, 4].map(() => migrate(ownerUrl, appUrl)));
    const all = readdirSync('db/migrations').filter((name) => name.endsWith('.sql'));
    expect(await superuser`select count(*)::int as n from drizzle.__drizzle_migrations`).toEqual([{ n: all.length }]);
  });

  it('takes back a right that was given since', async () => {
    await superuser.unsafe(`grant update on protocol to ${roleOf(database.appUrl)}`);
    await expect(harmless(database.appUrl)).rejects.toThrow(/may change the protocol.*REVOKE/);
    await migrate(database.ownerUrl, database.appUrl);
    await expect(harmless(database.appUrl)).resolves.toBeUndefined();
  });

  it('makes an absent application role with the password of its address', async () => {
    const appUrl = withUser(database.appUrl, `${roleOf(database.appUrl)}_2`, "it's \\ #?/ пароль");
    await migrate(database.ownerUrl, appUrl);
    await expect(harmless(appUrl)).resolves.toBeUndefined();
  });

  it('says what to run where the owner may not make roles', async () => {
    await superuser.unsafe(`alter role ${roleOf(database.ownerUrl)} nocreaterole`);
    const appUrl = withUser(database.appUrl, 'nobody_yet', 'secret');
    const refused = migrate(database.ownerUrl, appUrl);
    await expect(refused).rejects.toThrow(/CREATE ROLE "nobody_yet" LOGIN/);
    await expect(refused).rejects.not.toThrow(/secret/);
    await superuser.unsafe(`alter role ${roleOf(database.ownerUrl)} createrole`);
  });

  it('refuses one role for both jobs, and two databases', async () => {
    const { ownerUrl, appUrl } = database;
    await expect(migrate(ownerUrl, ownerUrl)).rejects.toThrow(/another role/);
    const elsewhere = new URL(appUrl);
    elsewhere.pathname = '/elsewhere';
    await expect(migrate(ownerUrl, elsewhere.href)).rejects.toThrow(/different databases/);
  });

  it('is refused by the processes under a role that could rewrite the protocol', async () => {
    await expect(harmless(database.superuserUrl)).rejects.toThrow(/is a superuser/);
    await expect(harmless(database.ownerUrl)).rejects.toThrow(/owns the protocol/);
  });

  it('is refused while the role may make roles', async () => {
    const role = `${roleOf(database.appUrl)}_4`;
    await superuser.unsafe(`create role ${role} login password 'sesame' createrole`);
    await expect(harmless(withUser(database.appUrl, role, 'sesame'))).rejects.toThrow(/ALTER ROLE .* NOCREATEROLE/);
  });

  it('says in one sentence which address leads nowhere', async () => {
    const { ownerUrl, appUrl } = database;
    const wrong = withUser(ownerUrl, roleOf(ownerUrl), 'wrong');
    await expect(migrate(wrong, appUrl)).rejects.toThrow(/^PostgreSQL refuses .* DATABASE_OWNER_URL/);
    const lost = new URL(ownerUrl);
    lost.port = '1';
    await expect(migrate(lost.href, appUrl)).rejects.toThrow(/^PostgreSQL does not answer.* DATABASE_OWNER_URL/);
  });

  it('is refused for a role that could become the owner', async () => {
    const role = `${roleOf(database.appUrl)}_3`;
    await superuser.unsafe(`create role ${role} login password 'sesame' in role ${roleOf(database.ownerUrl)}`);
    await expect(harmless(withUser(database.appUrl, role, 'sesame'))).rejects.toThrow(/is a member of .*REVOKE/);
  });
});

function roleOf(url: string): string {
  return new URL(url).username;
}

function withUser(url: string, role: string, password: string): string {
  const changed = new URL(url);
  changed.username = role;
  changed.password = encodeURIComponent(password);
  return changed.href;
}

async function harmless(url: string): Promise<void> {
  const database = connect(url, { connections: 1 });
  try {
    await requireHarmless(database);
  } finally {
    await database.close();
  }
}
