import { z } from 'zod';
import { echoesByFping } from '../echo/fping.ts';
import { echoesByPing } from '../echo/ping.ts';
import { echoMeasures, type Echoes, type Echoing } from '../echo/echoes.ts';
import { TestFailed, type Around, type Asked, type Seen, type Together } from '../kind.ts';

const settings = z.object({
  count: z.int().min(1).max(100).default(20),
  /** Between two packets to one address. */
  periodMs: z.int().min(20).max(2_000).default(50),
  /** How late the answer to a packet may come; less where the time of the test is short. */
  waitMs: z.int().min(100).max(5_000).default(500),
});
type Settings = z.infer<typeof settings>;

/** Echoes: whether it answers, how many are lost, how long the quickest took, how many in a row were bad. */
export const icmp: Together<Settings> = { settings, testAll };

/** Addresses that are asked in the same way share one process. */
async function testAll(asked: readonly Asked<Settings>[], { signal }: Around): Promise<readonly Seen[]> {
  const batches = new Map<string, Echoing>(asked.map((one) => [wayOf(one), echoingOf(one)]));
  const answered = await Promise.all(
    [...batches].map(async ([way, echoing]) => {
      const addresses = asked.filter((one) => wayOf(one) === way).map(({ target }) => target.address);
      return [way, await echoesOf([...new Set(addresses)], echoing, signal)] as const;
    }),
  );
  const byWay = new Map(answered);
  return asked.map((one) => seenOf(byWay.get(wayOf(one))?.get(one.target.address)));
}

const wayOf = (asked: Asked<Settings>) => JSON.stringify(echoingOf(asked));

function echoingOf({ settings: { count, periodMs, waitMs }, test: { timeoutMs } }: Asked<Settings>): Echoing {
  return { count, periodMs, waitMs: Math.max(100, Math.min(waitMs, timeoutMs - count * periodMs)) };
}

type Answers = ReadonlyMap<string, Echoes>;

/** By one `fping` where there is one; else by a `ping` for each, which sends fewer. */
async function echoesOf(addresses: readonly string[], echoing: Echoing, signal: AbortSignal): Promise<Answers> {
  try {
    return await echoesByFping(addresses, echoing, signal);
  } catch (error) {
    if (!(error instanceof TestFailed) || error.failure !== 'notInstalled') throw error;
    return echoesByPing(addresses, echoing, signal);
  }
}

function seenOf(echoes: Echoes | undefined): Seen {
  if (echoes?.trips === undefined) return { measures: [], raw: echoes?.heard ?? '', failure: 'probeFailed' };
  return { measures: echoMeasures(echoes.trips), raw: echoes.heard };
}
