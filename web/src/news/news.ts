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
    const changed = gathered((numbers) => askAnew(queries, numbers));
    const everything = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => isOfTickets(queryKey) });
    const stop = listen({ ticket: changed.add, everything, heard: setHeard });
    return () => (stop(), changed.drop());
  }, [queries]);
}

function askAnew(queries: QueryClient, numbers: readonly string[]): void {
  void queries.invalidateQueries({ queryKey: ['tickets', 'fresh'] });
  for (const number of numbers) void queries.invalidateQueries({ queryKey: ['ticket', number] });
}

/** The rows that are shown stay: what is new is offered above them. */
function isOfTickets([of, what]: readonly unknown[]): boolean {
  return of === 'ticket' || (of === 'tickets' && what === 'fresh');
}

function setHeard(isHeard: boolean): void {
  heard = isHeard;
  for (const tell of readers) tell();
}

function watch(reader: () => void): () => void {
  readers.add(reader);
  return () => void readers.delete(reader);
}
