/** How soon the first of a burst is told, and how long the next must wait: a mass repair changes hundreds a second. */
const soonMs = 100;
const apartMs = 1_000;

export interface Gathered {
  add(one: string): void;
  /** Tells nothing more. */
  drop(): void;
}

/** Tells what was added, each once, not more often than once a second. */
export function gathered(tell: (all: readonly string[]) => void): Gathered {
  const waiting = new Set<string>();
  let toldAt = -Infinity;
  let timer: number | undefined;

  const tellAll = () => {
    timer = undefined;
    toldAt = performance.now();
    const all = [...waiting];
    waiting.clear();
    tell(all);
  };
  return {
    add: (one) => {
      waiting.add(one);
      timer ??= window.setTimeout(tellAll, Math.max(soonMs, toldAt + apartMs - performance.now()));
    },
    drop: () => window.clearTimeout(timer),
  };
}
