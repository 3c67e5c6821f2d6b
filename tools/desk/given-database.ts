import postgres from 'postgres';
import { codeOf, messageOf, Obstacle } from '../obstacle.ts';

const oldest = 15;

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there: start that PostgreSQL, or correct host and port',
  ENOTFOUND: 'its host is unknown: correct it',
  EAI_AGAIN: 'its host is unknown: correct it, or check the network',
  CONNECT_TIMEOUT: 'nobody answers there: correct host and port, or open the firewall',
  '28P01': 'the password is refused: correct user and password',
  '28000': 'that user may not sign in from here: correct the user, or that PostgreSQL’s pg_hba.conf',
  '3D000': 'there is no such database: create it, or correct the name',
};

/** Throws an Obstacle, naming the variable, unless it leads to a PostgreSQL that is new enough. */
export async function checkDatabase(
  env: NodeJS.ProcessEnv,
  variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL',
): Promise<void> {
  const sql = postgres(env[variable] ?? '', { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major < oldest) throw new Obstacle(`${variable} is a PostgreSQL ${major}: give one of ${oldest} or newer.`);
  } catch (error) {
    if (error instanceof Obstacle) throw error;
    const sentence = sentences[String(codeOf(error))] ?? messageOf(error);
    throw new Obstacle(`${variable} cannot be used, ${sentence}.`, { cause: error });
  } finally {
    await sql.end({ timeout: 1 });
  }
}
