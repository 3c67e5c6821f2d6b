import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { gathered } from './gathered.ts';
import { listen } from './stream.ts';

/** Where nothing is heard, screens ask; where the stream is open, only in case something of it was lost. */
const everyMs = { heard: 60_000, unheard: 10_000 };

let heard = false;
const readers = new Set<() => void>();

/** After how many milliseconds a screen asks again for what may have changed. */
export function useNewsEvery(): number {
  return everyMs[useSyncExternalStore(watch, () => heard) ? 'heard' : 'unheard'];
}

/** Hears what changes for as long as the screens are shown, and has what they show of it asked for anew. */
export function useNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const changed = gathered((numbers) => askAnew(queries, ...numbers.map((number) => ['ticket', number])));
    const everything = () => askAnew(queries, ['ticket']);
    const stop = listen({ ticket: changed.add, everything, heard: setHeard });
    return () => (stop(), changed.drop());
  }, [queries]);
}

/** The rows that are shown stay: what is new is offered above them. */
function askAnew(queries: QueryClient, ...keys: readonly string[][]): void {
  for (const queryKey of [['tickets', 'fresh'], ...keys]) void queries.invalidateQueries({ queryKey });
}

function setHeard(isHeard: boolean): void {
  heard = isHeard;
  for (const tell of readers) tell();
}

function watch(reader: () => void): () => void {
  readers.add(reader);
  return () => void readers.delete(reader);
}
