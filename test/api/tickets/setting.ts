import type { FastifyInstance } from 'fastify';
import { startSession } from '../../../db/sessions.ts';
import * as schema from '../../../db/schema.ts';
import { digestOfToken, newToken } from '../../../api/tokens.ts';
import type { Database } from '../../../db/client.ts';
import type { Person } from '../../../domain/actor.ts';
import type { Terms } from '../../../domain/terms.ts';
import { askAs, startApi, type Asked, type Response } from '../../support/api.ts';
import * as cast from '../../support/cast.ts';
import { deskWithoutEngine, type TestDesk } from '../../support/desk.ts';

/** The desk of the stories over HTTP: people signed in, two customers, a questionnaire; no engine. */
export interface Setting {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly desk: TestDesk;
  readonly superuserUrl: string;
  /** Where its files lie. */
  readonly filesDir: string;
  as(person: Person): Ask;
  /** What they are signed in with. */
  tokenOf(person: Person): string;
  close(): Promise<void>;
}
export type Ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, asked?: Asked) => Promise<Response>;

export const internetQuestions = '019b8c00-0000-7000-9e00-000000000001';
export const voiceQuestions = '019b8c00-0000-7000-9e00-000000000002';
export const bakersContract = '019b8c00-0000-7000-c000-000000000001';
export const clinicsContract = '019b8c00-0000-7000-c000-000000000002';
/** The one contract whose clocks run: the bakery's branch has it. */
export const clockedContract = '019b8c00-0000-7000-c000-000000000003';
export const branchInternet = '019b8c00-0000-7000-b000-000000000009';
/** On the bakery's list: her word closes. */
export const galinaListed = '019b8c00-0000-7000-9100-000000000001';
export const galinasMail = 'galina@bakery.example';
/** Where a test needs a time that stays in the future. */
export const farAhead = '2090-01-01T00:00:00.000Z';
export const furtherAhead = '2091-01-01T00:00:00.000Z';
export const longAgo = '2020-06-01T00:00:00.000Z';
/** Well formed, and leads nowhere. */
export const nowhere = '019b8c00-0000-7000-9f00-0000000000ff';

export async function startSetting(): Promise<Setting> {
  const desk = deskWithoutEngine();
  const config = { temporalUiUrl: 'http://temporal.example.test/' };
  const api = await startApi({ desk, config });
  desk.over(api.database);
  await furnish(api.database);
  const tokens = await signEverybodyIn(api.database);
  return {
    app: api.app,
    database: api.database,
    superuserUrl: api.superuserUrl,
    filesDir: api.filesDir,
    desk,
    tokenOf: ({ id }) => tokens.get(id) ?? '',
    as: ({ id }) => {
      const ask = askAs(api.app, tokens.get(id) ?? '');
      return (method, path, asked) => ask(method, `/api/v1${path}`, asked);
    },
    close: () => api.close(),
  };
}

/** Tokens by person: the whole cast, and another system. */
export async function signEverybodyIn({ db }: Database): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  for (const { id, roles } of [...cast.everybody, anotherSystem]) {
    const name = `the ${roles.join(' and ')}`;
    const user = { id, login: id, name, passwordHash: 'none', roles: [...roles], language: 'en' as const };
    await db.insert(schema.users).values(user);
    const token = newToken('hds');
    await startSession(db, { tokenHash: digestOfToken(token), userId: id, lastsMs: 3_600_000 });
    tokens.set(id, token);
  }
  return tokens;
}

/** Another system than the portal. */
export const anotherSystem: Person = {
  kind: 'person',
  id: '019b8c00-0000-7000-8000-0000000000aa',
  roles: ['integration'],
};

/** Two customers with their contracts, services and who may confirm; questionnaires about two kinds of service. */
export async function furnish({ db }: Database): Promise<void> {
  const people = { language: 'ru', phones: [], emails: [] } as const;
  await db.insert(schema.customers).values([
    { ...people, phones: [], emails: [], id: cast.bakery, name: 'Пекарня «Колос»' },
    { ...people, phones: [], emails: [], id: cast.clinic, name: 'Клиника на Лесной' },
  ]);
  await db.insert(schema.customerContacts).values({
    id: galinaListed,
    customerId: cast.bakery,
    name: 'Галина',
    email: galinasMail,
    language: 'en',
    prefers: ['email'],
    mayConfirm: true,
  });
  await db.insert(schema.contracts).values([
    { id: bakersContract, customerId: cast.bakery, name: 'К-1' },
    { id: clinicsContract, customerId: cast.clinic, name: 'К-2' },
    { id: clockedContract, customerId: cast.bakery, name: 'К-3' },
  ]);
  await db
    .insert(schema.contractTerms)
    .values([
      termsOf(bakersContract, 1, '2019-01-01T00:00:00.000Z', { ...cast.quietTerms, serviceClass: 'bronze' }),
      termsOf(bakersContract, 2, '2024-01-01T00:00:00.000Z', cast.quietTerms),
      termsOf(bakersContract, 3, '2080-01-01T00:00:00.000Z', { ...cast.quietTerms, serviceClass: 'platinum' }),
      termsOf(clinicsContract, 1, '2024-01-01T00:00:00.000Z', cast.quietTerms),
      termsOf(clockedContract, 1, '2024-01-01T00:00:00.000Z', cast.goldTerms),
    ]);
  await addServices(db);
  await addQuestionnaires(db);
}

function termsOf(contractId: string, version: number, validFrom: string, terms: Terms) {
  return { contractId, version, validFrom: new Date(validFrom), terms: { ...terms, validFrom } };
}

async function addServices(db: Database['db']): Promise<void> {
  const site = { name: 'Пекарня', address: 'Мира, 1', region: 'Москва' };
  const siteId = '019b8c00-0000-7000-a100-000000000001';
  await db.insert(schema.sites).values({ ...site, id: siteId, customerId: cast.bakery });
  const bakers = { siteId, customerId: cast.bakery, contractId: bakersContract, chain: [] };
  await db.insert(schema.services).values([
    { ...bakers, id: cast.bakersInternet, name: 'Интернет, Мира 1', kind: 'internet' },
    { ...bakers, id: cast.bakersTelephony, name: 'Телефон, Мира 1', kind: 'voice' },
    { ...bakers, contractId: clockedContract, id: branchInternet, name: 'Интернет, филиал', kind: 'internet' },
    {
      ...{ ...bakers, customerId: cast.clinic, contractId: clinicsContract },
      ...{ id: cast.clinicsInternet, name: 'Интернет, Лесная', kind: 'internet' },
    },
  ]);
}

async function addQuestionnaires(db: Database['db']): Promise<void> {
  const both = (text: string) => ({ ru: text, en: text });
  const questions = [
    { id: 'works', type: 'yesNo' as const, required: true, text: both('Работает?') },
    { id: 'lamp', type: 'choice' as const, required: false, text: both('Лампа?'), showIf: { works: false } },
    { id: 'words', type: 'text' as const, required: false, text: both('Своими словами?') },
  ].map((question) => (question.id === 'lamp' ? { ...question, options: lamps } : question));
  const rules = [
    { when: { works: false }, severity: 'critical' as const, hypothesis: both('обрыв'), reason: both('не работает') },
    { when: {}, severity: 'minor' as const, reason: both('работает с перебоями') },
  ];
  const form = { name: both('Опрос'), questions, rules };
  await db.insert(schema.questionnaires).values([
    { ...form, id: internetQuestions, version: 1, serviceKind: 'internet' },
    { ...form, id: internetQuestions, version: 2, serviceKind: 'internet' },
    { ...form, id: voiceQuestions, version: 1, serviceKind: 'voice' },
  ]);
}
const lamps = [
  { value: 'red', text: { ru: 'красная', en: 'red' } },
  { value: 'off', text: { ru: 'не горит', en: 'off' } },
];

export const veraGiven = {
  name: 'Вера',
  phone: '8 (495) 123-45-67',
  email: 'vera@bakery.example',
  language: 'ru',
  prefers: ['email'],
};

/** What Vera says on the phone. */
export const verasCall = {
  serviceId: cast.bakersInternet,
  contact: veraGiven,
  channel: 'phone',
  questionnaire: { id: internetQuestions, version: 2, answers: { works: false, words: 'всё мигает' } },
  description: 'Интернета нет с утра',
};

/** A ticket that Amira opened for Vera, or with differences; its view. */
export async function openFor(ask: Ask, differences: object = {}) {
  const answer = await ask('POST', '/tickets', { payload: { ...verasCall, ...differences } });
  if (answer.statusCode !== 201) throw new Error(`not opened: ${answer.body}`);
  return answer.json();
}
