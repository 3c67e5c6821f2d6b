import { afterEach, beforeEach } from 'vitest';
import { connectMailer } from '../../activities/smtp.ts';
import type { Telling } from '../../activities/telling.ts';
import { connect, type Database } from '../../db/client.ts';
import { roster, users } from '../../db/schema.ts';
import type { Role } from '../../domain/actor.ts';
import { customerLinks } from '../../mail/links.ts';
import { createLogger } from '../../runtime/logger.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { noCarriers } from './no-carriers.ts';
import { asTheDesk, startSmtp, type TestSmtp } from './smtp.ts';

/** What telling people needs, on a database and a mail server of the test's own. */
export interface TellingDesk {
  readonly database: Database;
  readonly smtp: TestSmtp;
  readonly telling: Telling;
  /** What another worker has: connections of its own to the same database and mail server. */
  anotherWorker(): Telling;
  /** Somebody of the desk with an address; `rostered`: on duty now, by the roster. */
  employs(id: string, role: Role, how?: Employment): Promise<void>;
}

interface Employment {
  readonly email?: string;
  readonly rostered?: boolean;
  readonly quietHours?: { readonly from: string; readonly to: string; readonly timeZone?: string };
}

interface Parts extends TellingDesk {
  readonly fresh: TestDatabase;
  readonly workers: readonly Pick<Telling, 'database' | 'mailer'>[];
}

/** Sets it up before each test of the surrounding group, and takes it down after it. */
export function tellingDesk(): () => TellingDesk {
  let desk: Parts | undefined;
  beforeEach(async () => void (desk = await setUp()));
  afterEach(async () => {
    for (const { mailer } of desk?.workers ?? []) mailer.close();
    await desk?.smtp.close();
    for (const { database } of desk?.workers ?? []) await database.close();
    await desk?.fresh.drop();
  });
  return () => {
    if (desk === undefined) throw new Error('the desk is set up before each test, not before the group');
    return desk;
  };
}

async function setUp(): Promise<Parts> {
  const smtp = await startSmtp();
  const fresh = await freshDatabase();
  const workers: Telling[] = [];
  const anotherWorker = () => {
    const worker = workerOn(fresh.appUrl, smtp.url);
    workers.push(worker);
    return worker;
  };
  const telling = anotherWorker();
  const { database } = telling;
  return { database, smtp, fresh, telling, workers, anotherWorker, employs: employing(database) };
}

function workerOn(databaseUrl: string, smtpUrl: string): Telling {
  return {
    ...noCarriers,
    database: connect(databaseUrl),
    mailer: connectMailer(smtpUrl, asTheDesk),
    links: customerLinks({ secret: 'a secret that only the tests know, 32+', previousSecret: null }),
    publicUrl: 'https://help.example',
    deskPhone: '+74950000000',
    log: createLogger('worker', 'silent'),
  };
}

const [longAgo, inAges] = [new Date('2020-01-01'), new Date('2120-01-01')];

function employing({ db }: Database): TellingDesk['employs'] {
  return async (id, role, { email = `${role}@helpdesk.example`, rostered = false, quietHours } = {}) => {
    const user = { id, login: `${role}-${id}`, name: 'Сергей', passwordHash: 'none', roles: [role] };
    await db.insert(users).values({ ...user, email, language: 'ru', quietHours: quietHours ?? null });
    if (rostered) await db.insert(roster).values({ id, role, userId: id, from: longAgo, to: inAges });
  };
}
