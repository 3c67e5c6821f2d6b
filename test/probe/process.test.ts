import { expect, it } from 'vitest';
import { runProgram } from '../support/processes.ts';

it('a probe that is not told its site says what to do, and ends', { timeout: 60_000 }, async () => {
  const { code, log } = await runProgram('probe/main.ts', {});
  expect(code).toBe(1);
  expect(log.map(({ msg }) => msg)).toEqual([expect.stringMatching(/^PROBE_SITE is missing: .*--site=/)]);
});
