import { useSyncExternalStore } from 'react';
import { deskNow } from '../api/server-time.ts';

const listeners = new Set<() => void>();
let timer: number | null = null;

function listen(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(() => listeners.forEach((tell) => tell()), 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    window.clearInterval(timer);
    timer = null;
  };
}

/** What is shown of the time, such as a chip's words; the screen is drawn anew only when it changes. One timer for all. */
export function useTicking(show: (nowMs: number) => string): string {
  return useSyncExternalStore(listen, () => show(Math.floor(deskNow() / 1_000) * 1_000));
}
