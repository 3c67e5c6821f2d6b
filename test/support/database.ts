import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { databaseUrl } from './database-url.ts';
import { reasonToSkip, type TestPostgres } from './provided.ts';

export interface TestDatabase {
  /** As the application role. */
  readonly appUrl: string;
  /** As the owner of the schema. */
  readonly ownerUrl: string;
  /** As a superuser, for a test that does what nobody may. */
  readonly superuserUrl: string;
  /** Ends what is still connected. */
  drop(): Promise<void>;
}

const test = inject('postgres');

/** Why there is no PostgreSQL to test on, or null: for `describeUnless`. */
export const whyNoPostgres = reasonToSkip(test);

/**
 * A migrated, empty database of one's own: a copy of the template, about 0.1 s. Drop it in `afterAll`.
 * On the server of the run, or on that of an engine which a story kills.
 */
export async function freshDatabase(server: TestPostgres = serverOf(test)): Promise<TestDatabase> {
  const name = server.template.replace('template', randomBytes(4).toString('hex'));
  await asSuperuser(server, `create database ${name} template ${server.template} owner ${server.owner.role}`);
  return {
    appUrl: databaseUrl(server, server.app, name),
    ownerUrl: databaseUrl(server, server.owner, name),
    superuserUrl: server.superuser.replace('DATABASE', name),
    drop: () => asSuperuser(server, `drop database ${name} with (force)`),
  };
}

function serverOf(provided: typeof test): TestPostgres {
  if (provided === undefined) throw new Error('this project of vitest.config.ts does not start PostgreSQL');
  if ('missing' in provided) throw new Error(provided.missing);
  return provided;
}

async function asSuperuser({ superuser }: TestPostgres, statement: string): Promise<void> {
  const sql = postgres(superuser.replace('DATABASE', 'postgres'), { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
