import { z } from 'zod';
import { door, questionAt } from '../http/door.ts';
import { exchange } from '../http/exchange.ts';
import type { Around, Asked, OneByOne, Seen } from '../kind.ts';
import { measured } from '../measured.ts';

const settings = z.object({
  ...door,
  /** Whichever comes first ends the download; its time is also that of the test. */
  seconds: z.number().min(0.1).max(30).default(5),
  megabytes: z.number().positive().max(1_000).default(100),
});
type Settings = z.infer<typeof settings>;

/** Downloads for a while and keeps nothing. It takes the customer's line for itself: only where somebody asks for it. */
export const throughput: OneByOne<Settings> = { settings, test };

async function test(asked: Asked<Settings>, { signal }: Around): Promise<Seen> {
  const { seconds, megabytes } = asked.settings;
  const count = counting({ ms: seconds * 1_000, bytes: megabytes * 1_000_000 });
  const answer = await exchange(questionAt(asked, count.take), signal);
  if (answer.heard !== 'status')
    return { measures: measured({ reachable: answer.heard === 'answered' }), raw: answer.word };
  const { bytes, ms } = count.so();
  const good = answer.status === 200 && ms > 0;
  const megabits = (bytes * 8) / 1_000_000;
  const measures = measured({
    reachable: true,
    status: answer.status,
    throughput: good ? megabits / (ms / 1_000) : undefined,
  });
  return { measures, raw: `HTTP ${answer.status}: ${bytes} bytes in ${Math.round(ms)} ms (${answer.ended})` };
}

/** Time runs from the first piece, which is not counted: until then it was the server's. */
function counting(most: { readonly ms: number; readonly bytes: number }) {
  let bytes = 0;
  let startedAt: number | null = null;
  let ms = 0;
  return {
    take: (piece: Buffer): 'more' | 'enough' => {
      if (startedAt === null) {
        startedAt = performance.now();
        return 'more';
      }
      bytes += piece.length;
      ms = performance.now() - startedAt;
      return ms >= most.ms || bytes >= most.bytes ? 'enough' : 'more';
    },
    so: () => ({ bytes, ms }),
  };
}
