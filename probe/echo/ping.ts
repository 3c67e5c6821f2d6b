import { runProgram } from '../run-program.ts';
import type { Echoes, Echoing } from './echoes.ts';

/** What `ping` of any age allows to everybody. */
const periodMs = 200;

/**
 * The echoes of each address by a process of its own: as long as fping takes, with fewer packets.
 * @throws TestFailed `notInstalled`
 */
export async function echoesByPing(
  addresses: readonly string[],
  echoing: Echoing,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Echoes>> {
  const count = Math.max(1, Math.ceil((echoing.count * echoing.periodMs) / periodMs));
  const how = ['-n', '-c', count, '-i', periodMs / 1_000, '-W', Math.ceil(echoing.waitMs / 1_000)].map(String);
  const found = addresses.map(async (address) => {
    const { code, stdout, stderr } = await runProgram('ping', [...how, address], signal);
    return [address, echoesIn({ code, said: `${stdout}${stderr}` }, count)] as const;
  });
  return new Map(await Promise.all(found));
}

interface Said {
  readonly code: number | null;
  readonly said: string;
}

/** Where this machine has no route, it sends nothing and says so: as silent as a packet that is lost on the way. */
function echoesIn({ code, said }: Said, count: number): Echoes {
  const sent = Number(/^(\d+) packets transmitted/m.exec(said)?.[1] ?? 0);
  if (sent === 0 && !/No route to host|Network is unreachable/.test(said))
    return { heard: `ping ended with ${code}: ${said}` };
  const trips = Array.from({ length: sent || count }, (): number | null => null);
  for (const [, number, trip] of said.matchAll(/icmp_seq=(\d+) .*\btime[=<]([\d.]+) ms/g)) {
    trips[Number(number) - 1] ??= Number(trip);
  }
  return { trips: trips.slice(0, sent || count), heard: said.trim() };
}
