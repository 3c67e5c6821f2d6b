import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { v7 } from 'uuid';
import { buildApp } from '../../api/app.ts';
import type { Desk } from '../../api/desk.ts';
import type { ApiConfig } from '../../api/parts.ts';
import { digestOfToken, newToken } from '../../api/tokens.ts';
import { connect, type Database } from '../../db/client.ts';
import { users } from '../../db/schema.ts';
import { startSession } from '../../db/sessions.ts';
import type { Role } from '../../domain/actor.ts';
import { createLogger } from '../../runtime/logger.ts';
import { freshDatabase } from './database.ts';

export const testConfig: ApiConfig = {
  secret: 'a secret that only the tests know, 32+',
  previousSecret: null,
  publicUrl: 'http://desk.example.test',
  customerLinkTtlMs: 30 * 86_400_000,
  temporalUiUrl: null,
  sms: null,
  temporal: { namespace: 'test' },
  trustProxy: false,
  filesDir: join(tmpdir(), 'nobody-keeps-files-here'),
  consoleDir: null,
};

/** A desk without an engine: it starts nothing and refuses every command as the real one does while Temporal is away. */
export const engineAway: Desk = {
  opened: () => Promise.resolve(false),
  ask: () => Promise.reject(new Error('this test asks nothing of the engine')),
  history: () => Promise.reject(new Error('this test reads no history')),
  ready: () => Promise.resolve(false),
};

export interface TestApi {
  /** Where it keeps files, gone when it is closed. */
  readonly filesDir: string;
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly superuserUrl: string;
  /** As the application role, for another process. */
  readonly appUrl: string;
  /** A bearer token of a new person with these roles. */
  signedInAs(...roles: Role[]): Promise<string>;
  /** Of the person who has this phone at the exchange. */
  signedInAt(extension: string): Promise<string>;
  close(): Promise<void>;
}

/** The API over a database of its own, without a port. */
export async function startApi({ desk = engineAway, config = {} }: { desk?: Desk; config?: Partial<ApiConfig> } = {}) {
  const fresh = await freshDatabase();
  const database = connect(fresh.appUrl);
  const log = createLogger('api', 'silent');
  const filesDir = mkdtempSync(join(tmpdir(), 'helpdesk-files-'));
  const app = buildApp({ database, desk, config: { ...testConfig, filesDir, ...config }, log });
  const api: TestApi = {
    filesDir,
    app,
    database,
    superuserUrl: fresh.superuserUrl,
    appUrl: fresh.appUrl,
    signedInAs: (...roles) => signedInAs(database, roles),
    signedInAt: (extension) => signedInAt(database, extension),
    close: async () => {
      await app.close();
      await database.close();
      await fresh.drop();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
  return api;
}

async function signedInAs(database: Database, roles: Role[]): Promise<string> {
  const id = v7();
  const person = { id, login: id, name: 'Somebody', passwordHash: 'none', roles, language: 'en' } as const;
  await database.db.insert(users).values(person);
  return signedIn(database, id);
}

async function signedInAt(database: Database, extension: string): Promise<string> {
  const [user] = await database.db.select({ id: users.id }).from(users).where(eq(users.extension, extension));
  if (!user) throw new Error(`nobody has the phone ${extension}`);
  return signedIn(database, user.id);
}

async function signedIn({ db }: Database, userId: string): Promise<string> {
  const token = newToken('hds');
  await startSession(db, { tokenHash: digestOfToken(token), userId, lastsMs: 3_600_000 });
  return token;
}

export type Asked = Pick<InjectOptions, 'payload' | 'headers' | 'query'>;

/** Asks as the holder of a token. */
export function askAs(app: FastifyInstance, token: string) {
  return (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, { headers, ...asked }: Asked = {}) =>
    app.inject({ method, url, ...asked, headers: { authorization: `Bearer ${token}`, ...headers } });
}

export type Response = LightMyRequestResponse;
