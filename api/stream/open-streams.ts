import { Readable } from 'node:stream';
import { Counter, Gauge, type Registry } from 'prom-client';

/** Streams that are open in this process. */
export interface OpenStreams {
  /** Of one person. */
  countOf(personId: string): number;
  /** Hands the pieces on as fast as they are taken; who takes none for too long is dropped, and has to come again. */
  open(personId: string, pieces: AsyncIterable<string>): Readable;
}

/** Longest time in which a piece has to be taken. By then all buffers on the way are full. */
const patienceMs = 5_000;

export function openStreams(registry: Registry): OpenStreams {
  const counts = new Map<string, number>();
  const registers = [registry];
  const open = new Gauge({ name: 'helpdesk_streams_open', help: 'Live streams that are open', registers });
  const dropped = new Counter({
    ...{ name: 'helpdesk_streams_dropped_total', help: 'Live streams whose readers were too slow', registers },
  });
  const countOf = (personId: string) => counts.get(personId) ?? 0;
  const move = (personId: string, by: 1 | -1) => {
    open.inc(by);
    const count = countOf(personId) + by;
    if (count === 0) counts.delete(personId);
    else counts.set(personId, count);
  };
  return {
    countOf,
    open: (personId, pieces) => {
      move(personId, 1);
      const stream = Readable.from(watched(pieces, () => (dropped.inc(), stream.destroy())));
      return stream.once('close', () => move(personId, -1));
    },
  };
}

async function* watched(pieces: AsyncIterable<string>, drop: () => void): AsyncGenerator<string> {
  for await (const piece of pieces) {
    const timer = setTimeout(drop, patienceMs);
    try {
      yield piece;
    } finally {
      clearTimeout(timer);
    }
  }
}
