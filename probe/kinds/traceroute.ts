import { z } from 'zod';
import { TestFailed, type Around, type Asked, type OneByOne, type Seen } from '../kind.ts';
import { measured } from '../measured.ts';
import { runProgram } from '../run-program.ts';

const settings = z.object({ mostHops: z.int().min(1).max(64).default(16) });
type Settings = z.infer<typeof settings>;

/** How far packets come: the last hop that answered, and whether that is the element. */
export const traceroute: OneByOne<Settings> = { settings, test };

/** One packet per hop by UDP, eight on their way at once, a second for each: it needs no rights. */
const how = ['-n', '-q', '1', '-w', '1', '-N', '8', '-m'];

async function test({ target, settings: { mostHops } }: Asked<Settings>, { signal }: Around): Promise<Seen> {
  const { code, stdout, stderr } = await runProgram('traceroute', [...how, String(mostHops), target.address], signal);
  const raw = `${stdout}${stderr}`.trim();
  if (code !== 0 && !/No route to host|Network is unreachable/.test(stderr)) throw new TestFailed('probeFailed', raw);
  const hops = hopsIn(stdout);
  const last = hops.at(-1);
  const reachable = last?.address === target.address && !last.refused;
  return { measures: measured({ reachable, hops: last?.number ?? 0, lastHop: last?.address }), raw };
}

interface Hop {
  readonly number: number;
  readonly address: string;
  /** It said that it knows no way on: `!H`, `!N` and their like. */
  readonly refused: boolean;
}

/** ` 3  10.0.0.2  0.4 ms !H`; hops that stay silent (` 4  *`) are left out. */
function hopsIn(said: string): Hop[] {
  return [...said.matchAll(/^ *(\d+) {2}([0-9a-fA-F.:]+) {2}[\d.]+ ms(.*)$/gm)].map(
    ([, number, address = '', rest]) => ({
      number: Number(number),
      address,
      refused: rest?.includes('!') ?? false,
    }),
  );
}
