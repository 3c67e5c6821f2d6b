import { eq } from 'drizzle-orm';
import type { FastifyInstance } from 'fastify';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hashPassword } from '../../db/passwords.ts';
import { sessions, signInFailures, users } from '../../db/schema.ts';
import { whyNoPostgres } from '../support/database.ts';
import { describeUnless } from '../support/provided.ts';
import { askAs, startApi, type TestApi } from '../support/api.ts';

describeUnless(whyNoPostgres, 'signing in', () => {
  let api: TestApi;
  let app: FastifyInstance;

  beforeAll(async () => {
    api = await startApi();
    ({ app } = api);
    const passwordHash = await hashPassword('sesame');
    const amira = { id: v7(), login: 'Amira', name: 'Амира', passwordHash, roles: ['agent' as const] };
    const sergei = { id: v7(), login: 'sergei', name: 'Сергей', passwordHash, roles: ['supervisor' as const] };
    await api.database.db.insert(users).values([
      { ...amira, language: 'ru' },
      { ...sergei, language: 'ru' },
    ]);
  });
  beforeEach(() => api.database.db.delete(signInFailures));
  afterAll(() => api.close());

  const signIn = (login: string, password: string, remoteAddress = '192.0.2.1') =>
    app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { login, password }, remoteAddress });

  it('gives a token, who it is, and a cookie that scripts and other sites cannot use', async () => {
    const answer = await signIn('amira', 'sesame');
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ user: { login: 'Amira', name: 'Амира', roles: ['agent'] } });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(cookie?.value).toBe(answer.json().token);
  });

  it('says who is signed in, and in which language they read', async () => {
    const { token } = (await signIn('amira', 'sesame')).json();
    const answer = await askAs(app, token)('GET', '/api/v1/sessions/current');
    expect(answer.json()).toMatchObject({ user: { login: 'Amira', name: 'Амира', roles: ['agent'], language: 'ru' } });
    expect((await app.inject({ url: '/api/v1/sessions/current' })).json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('lasts 12 hours, and keeps no token that could be read from the database', async () => {
    const { token, expiresAt } = (await signIn('amira', 'sesame')).json();
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(12, 1);
    expect(JSON.stringify(await api.database.db.select().from(sessions))).not.toContain(token);
  });

  it('refuses an unknown login and a wrong password with the same words', async () => {
    const [unknown, wrong] = [await signIn('nobody', 'sesame'), await signIn('amira', 'wrong')];
    expect(unknown.json()).toEqual(wrong.json());
    expect(wrong.json()).toMatchObject({ status: 401, code: 'badCredentials' });
  });

  it('ends with signing out', async () => {
    const { token } = (await signIn('amira', 'sesame')).json();
    const ask = askAs(app, token);
    expect((await ask('DELETE', '/api/v1/sessions/current')).statusCode).toBe(204);
    expect((await ask('DELETE', '/api/v1/sessions/current')).json()).toMatchObject({ code: 'unauthenticated' });
  });

  it('ends when its time is over', async () => {
    const { token, user } = (await signIn('amira', 'sesame')).json();
    const past = new Date('2026-01-05T09:00:00.000Z');
    await api.database.db.update(sessions).set({ expiresAt: past }).where(eq(sessions.userId, user.id));
    expect((await askAs(app, token)('DELETE', '/api/v1/sessions/current')).statusCode).toBe(401);
  });

  it('refuses the eleventh guess from one address, the right one too, and says when to come again', async () => {
    for (let guess = 1; guess <= 10; guess++) expect((await signIn('amira', 'wrong')).statusCode).toBe(401);
    const refused = await signIn('amira', 'sesame');
    expect(refused.json()).toMatchObject({ status: 429, code: 'tooManyAttempts' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(200);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(300);
  }, 60_000);

  it('locks out neither the same person elsewhere nor others at the same address', async () => {
    const guesses = Array.from({ length: 10 }, () => ({ login: 'amira', address: '192.0.2.66' }));
    await api.database.db.insert(signInFailures).values(guesses);
    expect((await signIn('amira', 'sesame', '192.0.2.66')).statusCode).toBe(429);
    expect((await signIn('amira', 'sesame', '192.0.2.1')).statusCode).toBe(201);
    expect((await signIn('sergei', 'sesame', '192.0.2.66')).statusCode).toBe(201);
  });

  it('lets no more than ten of many guesses at once be followed by the right one', async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, () => signIn('amira', 'wrong')));
    expect(guesses.every(({ statusCode }) => statusCode === 401 || statusCode === 429)).toBe(true);
    expect((await signIn('amira', 'sesame')).statusCode).toBe(429);
  });

  it('lets a shift sign in at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signIn('amira', 'sesame')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(201));
  });

  it('by cookie lets a page of ours write, and no other', async () => {
    const { token } = (await signIn('amira', 'sesame')).json();
    const signOut = (headers: Record<string, string>) =>
      app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', cookies: { helpdesk_session: token }, headers });
    for (const foreign of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      expect((await signOut(foreign as Record<string, string>)).json()).toMatchObject({ code: 'csrfRefused' });
    }
    expect((await signOut({ origin: 'http://desk.example.test' })).statusCode).toBe(204);
  });

  it.each([
    ['no body', undefined, ''],
    ['no login', { password: 'x' }, 'login'],
    ['an empty password', { login: 'amira', password: '' }, 'password'],
    ['a field too many', { login: 'amira', password: 'x', otp: '1' }, 'otp'],
    ['a number for a login', { login: 1, password: 'x' }, 'login'],
  ])('refuses %s', async (_what, payload, path) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/sessions', ...(payload && { payload }) });
    expect(answer.json()).toMatchObject({ status: 422, code: 'invalidBody', errors: [{ path }] });
  });
});
