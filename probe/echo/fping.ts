import { runProgram } from '../run-program.ts';
import type { Echoes, Echoing } from './echoes.ts';

/** Packets leave a millisecond apart, so that more addresses than this would stretch the period. */
const atOnce = 25;

/**
 * The echoes of many addresses by one process for each 25 of them.
 * @throws TestFailed `notInstalled`
 */
export async function echoesByFping(
  addresses: readonly string[],
  echoing: Echoing,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Echoes>> {
  const starts = Array.from({ length: Math.ceil(addresses.length / atOnce) }, (_, index) => index * atOnce);
  const batches = starts.map((start) => addresses.slice(start, start + atOnce));
  const found = await Promise.all(batches.map((batch) => batchByFping(batch, echoing, signal)));
  return new Map(found.flatMap((one) => [...one]));
}

async function batchByFping(addresses: readonly string[], { count, periodMs, waitMs }: Echoing, signal: AbortSignal) {
  const how = ['-C', count, '-p', periodMs, '-t', waitMs, '-i', 1].map(String);
  const { stderr, code } = await runProgram('fping', [...how, '--', ...addresses], signal);
  const lines = stderr.split('\n');
  return addresses.map(
    (address) => [address, echoesIn(lines, address) ?? { heard: `fping ended with ${code}: ${stderr}` }] as const,
  );
}

/** `10.0.0.1 : 0.20 - 0.31`, and what routers said of packets to it. */
function echoesIn(lines: readonly string[], address: string): Echoes | null {
  const summary = lines.find((line) => /^\S+\s+:( (-|\d+(\.\d+)?))+$/.test(line) && line.startsWith(`${address} `));
  if (summary === undefined) return null;
  const trips = summary.slice(summary.indexOf(' : ') + 3).split(' ');
  const told = new Set(lines.filter((line) => line.startsWith('ICMP ') && line.endsWith(` sent to ${address}`)));
  return { trips: trips.map((trip) => (trip === '-' ? null : Number(trip))), heard: [summary, ...told].join('\n') };
}
