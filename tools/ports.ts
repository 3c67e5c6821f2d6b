import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { withLock } from '../scripts/file-lock.mjs';
import { identifySelf, isAlive, type ProcessIdentity } from '../scripts/process-identity.mjs';
import { cacheDir } from './cache.ts';
import { isFree } from './free-port.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { Obstacle } from './obstacle.ts';
import { temporalPortsFrom, type TemporalPorts } from './temporal/ports.ts';

/** Where everything of one embedded desk listens, on loopback. */
export type DeskPorts = {
  readonly temporal: TemporalPorts;
  readonly postgres: number;
  readonly temporalUi: number;
  readonly mailboxSmtp: number;
  readonly mailboxHttp: number;
  readonly api: number;
};

type Claim = {
  readonly dataDir: string;
  readonly first: number;
  readonly api: number;
  readonly holder: ProcessIdentity;
};

export type PortWishes = {
  readonly dataDir: string;
  /** Where the API shall listen: named by a person, or null for 8080 or the next free one. */
  readonly apiPort: number | null;
  readonly apiHost: string;
};

const blockSize = 16;
// Below the range from which the system hands out ports, and below the 32767 that membership ports may reach.
const [lowest, blocks] = [20_000, 780];

/**
 * Takes the ports for a data folder: those of last time while they are free, so that bookmarks stay good. Chosen under
 * a lock and noted beside the cache, so that two starts at once never choose the same before either listens.
 * Throws an Obstacle if the API's port was named and is taken.
 */
export async function takePorts(wishes: PortWishes): Promise<DeskPorts> {
  return withLock(join(cacheDir(), 'ports.lock'), async () => {
    const ledger = join(cacheDir(), 'ports.json');
    const others = (readJsonFile<Claim[]>(ledger) ?? []).filter(
      ({ dataDir, holder }) => dataDir !== wishes.dataDir && isAlive(holder),
    );
    const remembered = readJsonFile<{ first: number; api: number }>(join(wishes.dataDir, 'ports.json'));
    const first = await chooseBlock(wishes.dataDir, remembered?.first ?? null, others);
    const api = await chooseApiPort(wishes, remembered?.api ?? null, others);
    writeJsonFile(join(wishes.dataDir, 'ports.json'), { first, api });
    writeJsonFile(ledger, [...others, { dataDir: wishes.dataDir, first, api, holder: identifySelf() }]);
    return portsFrom(first, api);
  });
}

/** The ports that a data folder's desk had last, or null where none has run. */
export function rememberedPorts(dataDir: string): DeskPorts | null {
  const remembered = readJsonFile<{ first: number; api: number }>(join(dataDir, 'ports.json'));
  return remembered && portsFrom(remembered.first, remembered.api);
}

function portsFrom(first: number, api: number): DeskPorts {
  return {
    temporal: temporalPortsFrom(first),
    postgres: first + 8,
    temporalUi: first + 9,
    mailboxSmtp: first + 10,
    mailboxHttp: first + 11,
    api,
  };
}

async function chooseBlock(dataDir: string, remembered: number | null, others: readonly Claim[]): Promise<number> {
  const taken = new Set(others.map(({ first }) => first));
  for (const first of candidates(dataDir, remembered)) {
    if (!taken.has(first) && (await isBlockFree(first))) return first;
  }
  throw new Obstacle('No block of free ports between 20000 and 32480: end some of the programs that listen there.');
}

// Every folder begins to look somewhere else, so that several users of a machine rarely meet.
function* candidates(dataDir: string, remembered: number | null): Generator<number> {
  if (remembered !== null) yield remembered;
  const start = createHash('sha256').update(dataDir).digest().readUInt32BE(0);
  for (let step = 0; step < blocks; step++) yield lowest + ((start + step) % blocks) * blockSize;
}

async function isBlockFree(first: number): Promise<boolean> {
  const ports = Array.from({ length: 12 }, (_, index) => first + index);
  return (await Promise.all(ports.map((port) => isFree(port)))).every(Boolean);
}

async function chooseApiPort(wishes: PortWishes, remembered: number | null, others: readonly Claim[]): Promise<number> {
  const isOurs = async (port: number): Promise<boolean> =>
    !others.some(({ api }) => api === port) && (await isFree(port, wishes.apiHost));
  if (wishes.apiPort !== null) {
    if (await isOurs(wishes.apiPort)) return wishes.apiPort;
    throw new Obstacle(`PORT is ${wishes.apiPort}, where another program listens: end that one, or name another PORT.`);
  }
  const usual = Array.from({ length: 200 }, (_, index) => 8080 + index);
  for (const port of remembered === null ? usual : [remembered, ...usual]) if (await isOurs(port)) return port;
  throw new Obstacle('No free port between 8080 and 8279 for the API: name one with PORT.');
}
