import { onNetwork, type OnNetwork } from '../desk/on-network.ts';
import { verdictsOf, type SeenVerdict } from '../desk/verdicts.ts';
import { settle, type Match } from '../match.ts';
import { quantile } from '../statistics.ts';
import { measureOutage, type Outage } from './outage.ts';

/** How long tickets wait for the desk's word on where their fault lies. */
export interface LocalizationRound {
  /** Nothing is wrong with the lines. */
  readonly healthy: Waits;
  /** The OLT is dead, and all behind it is silent. */
  readonly dead: Waits;
  readonly outage: Outage;
}

/** One ticket at a time. */
export interface Waits {
  /** From the opening: an element that another ticket had tested within ten seconds is not tested again. */
  readonly opened: Wait;
  /** From the wish of an agent, on tickets that are open: every element is tested anew. */
  readonly asked: Wait;
}

export interface Wait {
  readonly count: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  /** How many of the verdicts say what is so. */
  readonly right: number;
}

const services = 20;

export function measureLocalization(match: Match): Promise<LocalizationRound> {
  return onNetwork(match, services, async (on) => {
    const healthy = await measureHealthy(match, on);
    const dead = await measureDead(match, on, healthy.numbers);
    const outage = await measureOutage(match, on);
    return { healthy: healthy.waits, dead, outage };
  });
}

async function measureHealthy(match: Match, { open }: OnNetwork) {
  const numbers: string[] = [];
  const isRight = ({ code }: SeenVerdict) => code === 'noFaultFound';
  const opened = await waits(match, isRight, async (place) => {
    const number = await open(place);
    numbers.push(number);
    return { number, run: 1 };
  });
  const asked = await waits(match, isRight, (place) => testAgain(match, numbers[place]));
  return { numbers, waits: { opened, asked } };
}

async function measureDead(match: Match, { open, network, lines }: OnNetwork, numbers: readonly string[]) {
  await network.tell('kill', 'access-7');
  const isRight = ({ code, element }: SeenVerdict) => code === 'nodeDown' && element === lines.shared['access-7'];
  // First those who ask, for they share nothing of what was tested before it died.
  const asked = await waits(match, isRight, (place) => testAgain(match, numbers[place]));
  const opened = await waits(match, isRight, async (place) => ({ number: await open(place), run: 1 }));
  await network.tell('restore');
  return { opened, asked };
}

interface Begun {
  readonly number: string;
  readonly run: number;
}

const withinMs = 60_000;

async function waits(
  match: Match,
  isRight: (verdict: SeenVerdict) => boolean,
  begin: (place: number) => Promise<Begun>,
): Promise<Wait> {
  const verdicts: SeenVerdict[] = [];
  while (verdicts.length < match.size.localization.runs) {
    const { number, run } = await begin(verdicts.length);
    const [verdict] = await verdictsOf(match.desk.sql, { numbers: [number], run, withinMs });
    if (!verdict) throw new Error(`run ${run} of ${number} had no verdict within ${withinMs} ms`);
    verdicts.push(verdict);
  }
  await settle(match, 'desk');
  const seconds = verdicts.map((verdict) => verdict.seconds);
  const [p50Seconds, p99Seconds] = [quantile(seconds, 0.5), quantile(seconds, 0.99)];
  return { count: verdicts.length, p50Seconds, p99Seconds, right: verdicts.filter(isRight).length };
}

async function testAgain({ desk }: Match, number = ''): Promise<Begun> {
  const { id } = await desk.agent.ask<{ id: string }>('POST', `/api/v1/tickets/${number}/tests`, {});
  return { number, run: Number(id) };
}
