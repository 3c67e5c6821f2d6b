import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from '../../runtime/logger.ts';

/** What a logger writes, line by line. */
function recording(): {
  readonly log: Logger;
  readonly text: () => string;
  readonly last: () => Record<string, unknown>;
} {
  const lines: string[] = [];
  const log = createLogger('api', 'info', { write: (line) => void lines.push(line) });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
  return { log, text: () => lines.join(''), last };
}

describe('the log', () => {
  it('is one JSON object a line, with its part and an ISO instant', () => {
    const { log, last } = recording();
    log.info({ number: 'HD-10004' }, 'ticket opened');
    expect(last()).toMatchObject({ level: 'info', part: 'api', number: 'HD-10004', msg: 'ticket opened' });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('holds nobody’s name, number or words, however deep they lie', () => {
    const { log, text } = recording();
    const contact = { name: 'Ольга', phone: '+79991234567', email: 'olga@example.net' };
    log.info(
      {
        contact,
        tickets: [{ customerName: 'Ольга', body: 'Ольга' }],
        wanted: { Text: 'Ольга', to: 'olga@example.net' },
      },
      'x',
    );
    expect(text()).not.toMatch(/Ольга|999|olga/);
  });

  it('holds no secret', () => {
    const { log, text } = recording();
    const headers = { authorization: 'Bearer sesame', cookie: 'session=sesame' };
    log.info(
      {
        headers,
        password: 'sesame',
        previousSecret: 'sesame',
        session_token: 'sesame',
        databaseUrl: 'postgres://a:sesame@b',
      },
      'x',
    );
    expect(text()).not.toContain('sesame');
  });

  it('takes the same out of what a child is bound to, and its children', () => {
    const { log, text, last } = recording();
    log
      .child({ phone: '+79991234567', deep: { email: 'olga@example.net' } })
      .child({ name: 'Ольга', number: 'HD-10004' })
      .info('x');
    expect(text()).not.toMatch(/Ольга|999|olga/);
    expect(last()).toMatchObject({ number: 'HD-10004' });
  });

  it('tells an error without the values that the database puts into it', () => {
    const { log, text, last } = recording();
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(olga@example.net)',
    });
    log.error({ err: new Error('Failed query: insert into contacts\nparams: Ольга,\n+7999', { cause }) }, 'x');
    expect(text()).not.toMatch(/Ольга|999|olga/);
    expect(last()['err']).toMatchObject({
      message: expect.stringContaining('insert into') as string,
      cause: { code: '23505' },
    });
    expect(text()).toContain('logger.test.ts');
  });

  it('masks the token of a link and the values of a query', () => {
    const { log, last } = recording();
    log.info({ req: { method: 'GET', url: '/c/sesame/answer?phone=%2B7999&x=1', ip: '127.0.0.1' } }, 'x');
    expect(last()['req']).toEqual({
      method: 'GET',
      url: '/c/[redacted]/answer?phone=…&x=…',
      remoteAddress: '127.0.0.1',
    });
  });

  it('survives an object that holds itself', () => {
    const { log, last } = recording();
    const ring: Record<string, unknown> = { number: 1 };
    ring['self'] = ring;
    log.info({ ring }, 'still here');
    expect(last()['msg']).toBe('still here');
  });
});
