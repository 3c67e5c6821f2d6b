import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, whyNoPostgres, type TestDatabase } from '../support/database.ts';
import { runProgram } from '../support/processes.ts';
import { describeUnless } from '../support/provided.ts';

describeUnless(whyNoPostgres, 'a role that could rewrite the protocol', () => {
  let fresh: TestDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  afterAll(() => fresh?.drop());

  it.each(['api/main.ts', 'worker/main.ts'])('is refused by %s in one sentence with what mends it', async (program) => {
    for (const DATABASE_URL of [fresh.ownerUrl, fresh.superuserUrl]) {
      const { code, log } = await runProgram(program, {
        DATABASE_URL,
        HELPDESK_SECRET: 'a secret that only the tests know, 32+',
        SMTP_URL: 'smtp://127.0.0.1:1',
        TEMPORAL_ADDRESS: '127.0.0.1:1',
      });
      expect(code).toBe(1);
      expect(log.map(({ msg }) => msg)).toEqual([
        expect.stringMatching(/could rewrite the protocol.*What mends it: \S+/),
      ]);
    }
  });
});
