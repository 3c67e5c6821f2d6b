import { v7 } from 'uuid';
import { digestOfToken, newToken } from '../../../api/tokens.ts';
import { engineers, shifts, users, warehouses } from '../../../db/schema.ts';
import { startSession } from '../../../db/sessions.ts';
import type { Person } from '../../../domain/actor.ts';
import { askAs } from '../../support/api.ts';
import { amira, egor } from '../../support/cast.ts';
import { openFor, startSetting, type Ask, type Setting } from '../tickets/setting.ts';

/** Another engineer than Egor: he knows routers, she knows fibre as well. */
export const irma: Person = { kind: 'person', id: '019b8c00-0000-7000-8000-0000000000bb', roles: ['engineer'] };

const hour = 3_600_000;
const siteOfBakery = '019b8c00-0000-7000-a100-000000000001';
export const theSite = siteOfBakery;

export interface VisitSetting extends Setting {
  readonly asIrma: Ask;
}

/** The desk of the stories with two engineers, who work all week from an hour ago on. */
export async function startVisits(): Promise<VisitSetting> {
  const setting = await startSetting();
  const { db } = setting.database;
  const token = newToken('hds');
  const user = { id: irma.id, login: irma.id, name: 'Irma', passwordHash: 'none', roles: [...irma.roles] };
  await db.insert(users).values({ ...user, language: 'en' });
  await startSession(db, { tokenHash: digestOfToken(token), userId: irma.id, lastsMs: hour });
  const here = { region: 'Москва', languages: ['ru' as const] };
  await db.insert(engineers).values([
    { ...here, id: egor.id, skills: ['router', 'unknown'] },
    { ...here, id: irma.id, region: 'Тула', skills: ['router', 'fibre', 'unknown'] },
  ]);
  const vans = [egor.id, irma.id].map((engineerId) => ({ id: v7(), engineerId, name: 'Van', region: 'Москва' }));
  await db.insert(warehouses).values(vans);
  const week = { from: new Date(Date.now() - hour), to: new Date(Date.now() + 7 * 24 * hour) };
  await db
    .insert(shifts)
    .values([egor.id, irma.id].map((engineerId) => ({ ...week, id: v7(), engineerId, kind: 'shift' as const })));
  const ask = askAs(setting.app, token);
  return { ...setting, asIrma: (method, path, asked) => ask(method, `/api/v1${path}`, asked) };
}

/** What a request answered, as long as it was taken. */
export async function done(ask: Ask, ...[method, path, payload]: [Parameters<Ask>[0], string, object?]) {
  const answer = await ask(method, path, payload && { payload });
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.body}`);
  return answer.json();
}

/** A ticket of Vera's, and a visit that Amira asked for. */
export async function asksForVisit(setting: Setting, more: object = {}) {
  const asAmira = setting.as(amira);
  const { number } = (await openFor(asAmira)) as { number: string };
  const asked = { reason: 'лампа PON не горит', skills: ['router'], ...more };
  const visit = await done(asAmira, 'POST', `/tickets/${number}/visits`, asked);
  return { number, id: visit.id as string, visit };
}

export function inHours(hours: number): string {
  return new Date(Date.now() + hours * hour).toISOString();
}

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
