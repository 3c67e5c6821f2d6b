import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { Obstacle } from '../obstacle.ts';
import { reasonIn } from '../process/log-reader.ts';
import { silent, type Progress } from '../progress.ts';
import type { EngineDatabase } from './server.ts';

export type SchemaOptions = {
  readonly binaries: { readonly sqlTool: string };
  readonly postgres: EngineDatabase;
  readonly progress?: Progress;
};

/** Brings the engine's two databases (which exist, and belong to its account) to the schema its server wants. */
export async function setUpTemporalSchema({ binaries, postgres, progress = silent }: SchemaOptions): Promise<void> {
  progress('schema of the engine');
  await Promise.all([
    setUp(binaries.sqlTool, postgres, { database: 'temporal', schema: 'temporal' }),
    setUp(binaries.sqlTool, postgres, { database: 'temporal_visibility', schema: 'visibility' }),
  ]);
}

type Target = { readonly database: string; readonly schema: string };

// With a schema name, setup-schema leaves the version at 0.0 and the server refuses to start.
async function setUp(tool: string, account: EngineDatabase, { database, schema }: Target): Promise<void> {
  if (!(await hasSchema(account, database))) await run(tool, account, database, ['setup-schema', '-v', '0.0']);
  await run(tool, account, database, ['update-schema', '--schema-name', `postgresql/v12/${schema}`]);
}

async function hasSchema({ host, port, user, password }: EngineDatabase, database: string): Promise<boolean> {
  const sql = postgres({ host, port, user, password, database, max: 1 });
  try {
    const [row] = await sql<{ found: boolean }[]>`select to_regclass('schema_version') is not null as found`;
    return row?.found === true;
  } finally {
    await sql.end();
  }
}

async function run(tool: string, account: EngineDatabase, database: string, command: string[]): Promise<void> {
  const env = {
    SQL_PLUGIN: 'postgres12_pgx',
    SQL_HOST: account.host,
    SQL_PORT: String(account.port),
    SQL_USER: account.user,
    SQL_PASSWORD: account.password,
    SQL_DATABASE: database,
  };
  try {
    await promisify(execFile)(tool, command, { env, maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? `${String(error.stdout)}` : '';
    const message = reasonIn(output) || String(error);
    throw new Obstacle(`The engine's database ${database} could not be set up: ${message}.`, { cause: error });
  }
}
