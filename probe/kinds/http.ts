import { z } from 'zod';
import { door, questionAt } from '../http/door.ts';
import { exchange, keeping, type Answer } from '../http/exchange.ts';
import type { Around, Asked, OneByOne, Seen } from '../kind.ts';
import { measured } from '../measured.ts';

const status = z.int().min(100).max(599);

const settings = z.object({
  ...door,
  /** One or several; without them any of 2xx and 3xx. A redirect is an answer, and is not followed. */
  expectStatus: z.union([status, z.array(status).min(1)]).optional(),
  /** Must stand in the first 64 KiB. With it, a port that opens and says nothing is no sign of life. */
  expectText: z.string().min(1).max(1_000).optional(),
});
type Settings = z.infer<typeof settings>;

const mostBytes = 65_536;
/** The text that is looked for may begin before what is kept as evidence ends. */
const shown = 1_000;

/** Gets a page. */
export const http: OneByOne<Settings> = { settings, test };

async function test(asked: Asked<Settings>, { signal }: Around): Promise<Seen> {
  const page = keeping(mostBytes);
  const answer = await exchange(questionAt(asked, page.take), signal);
  if (answer.heard !== 'status') {
    return { measures: measured({ reachable: isAlive(asked.settings, answer), working: false }), raw: answer.word };
  }
  const working = isAsExpected(asked.settings, answer, page.text());
  const measures = measured({ reachable: true, working, status: answer.status, responseTime: answer.ms });
  return { measures, raw: `${answer.head.slice(0, shown)}\n\n${page.text().slice(0, shown)}\n(${answer.ended})` };
}

function isAlive({ expectText }: Settings, { heard, word }: Exclude<Answer, { heard: 'status' }>): boolean {
  return heard === 'answered' && !(word === 'ETIMEDOUT' && expectText !== undefined);
}

type Status = Extract<Answer, { heard: 'status' }>;

function isAsExpected({ expectStatus, expectText }: Settings, { status, ended }: Status, text: string): boolean {
  const good = expectStatus === undefined ? status >= 200 && status < 400 : [expectStatus].flat().includes(status);
  const came = ended === 'whole' || ended === 'enough';
  return good && came && (expectText === undefined || text.includes(expectText));
}
