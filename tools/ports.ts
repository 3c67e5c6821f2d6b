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
  /** Where the desk takes mails in. */
  readonly inboundSmtp: number;
  readonly mailboxSmpp: number;
  /** The first of the demo's network. */
  readonly network: number;
  readonly api: number;
};

type Chosen = { readonly first: number; readonly network: number; readonly api: number };
/** Folders from before there was a network have none. */
type Remembered = Omit<Chosen, 'network'> & Partial<Chosen>;
type Claim = Remembered & { readonly dataDir: string; readonly holder: ProcessIdentity };

export type PortWishes = {
  readonly dataDir: string;
  /** Where the API shall listen: named by a person, or null for 8080 or the next free one. */
  readonly apiPort: number | null;
  readonly apiHost: string;
};

/** Ports in a row: so many are taken of a block, and so many blocks there are from the lowest on. */
type Blocks = { readonly lowest: number; readonly count: number; readonly size: number; readonly taken: number };

// Below the range from which the system hands out ports, and below the 32767 that membership ports may reach.
const deskBlocks: Blocks = { lowest: 20_000, count: 780, size: 16, taken: 14 };
const networkBlocks: Blocks = { lowest: 12_000, count: 240, size: 32, taken: 25 };

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
    const chosen = await choose(wishes, others);
    writeJsonFile(join(wishes.dataDir, 'ports.json'), chosen);
    writeJsonFile(ledger, [...others, { dataDir: wishes.dataDir, ...chosen, holder: identifySelf() }]);
    return portsFrom(chosen);
  });
}

async function choose(wishes: PortWishes, others: readonly Claim[]): Promise<Chosen> {
  const { dataDir } = wishes;
  const last = readJsonFile<Remembered>(join(dataDir, 'ports.json'));
  const firsts = new Set(others.map(({ first }) => first));
  const networks = new Set(others.map(({ network }) => network));
  return {
    first: await chooseBlock(deskBlocks, { dataDir, last: last?.first, others: firsts }),
    network: await chooseBlock(networkBlocks, { dataDir, last: last?.network, others: networks }),
    api: await chooseApiPort(wishes, last?.api ?? null, others),
  };
}

/** The ports that a data folder's desk had last, or null where none has run. */
export function rememberedPorts(dataDir: string): DeskPorts | null {
  const last = readJsonFile<Remembered>(join(dataDir, 'ports.json'));
  // A network that has never run is asked by nobody: any number will do.
  return last && portsFrom({ ...last, network: last.network ?? networkBlocks.lowest });
}

function portsFrom({ first, network, api }: Chosen): DeskPorts {
  return {
    temporal: temporalPortsFrom(first),
    postgres: first + 8,
    temporalUi: first + 9,
    mailboxSmtp: first + 10,
    mailboxHttp: first + 11,
    inboundSmtp: first + 12,
    mailboxSmpp: first + 13,
    network,
    api,
  };
}

type BlockWishes = {
  readonly dataDir: string;
  readonly last: number | undefined;
  readonly others: ReadonlySet<number | undefined>;
};

async function chooseBlock(blocks: Blocks, wishes: BlockWishes): Promise<number> {
  for (const first of candidates(blocks, wishes)) {
    if (!wishes.others.has(first) && (await isBlockFree(first, blocks.taken))) return first;
  }
  const { lowest, count, size } = blocks;
  throw new Obstacle(
    `No block of free ports between ${lowest} and ${lowest + count * size}: end some of the programs that listen there.`,
  );
}

// Every folder begins to look somewhere else, so that several users of a machine rarely meet.
function* candidates({ lowest, count, size }: Blocks, { dataDir, last }: BlockWishes): Generator<number> {
  if (last !== undefined) yield last;
  const start = createHash('sha256').update(dataDir).digest().readUInt32BE(0);
  for (let step = 0; step < count; step++) yield lowest + ((start + step) % count) * size;
}

async function isBlockFree(first: number, taken: number): Promise<boolean> {
  const ports = Array.from({ length: taken }, (_, index) => first + index);
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
