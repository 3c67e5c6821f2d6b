export interface Bell {
  /** Wakes all who wait now. */
  ring(): void;
  /** Resolves when it rings, or after the time. Look first: a ring before the call wakes nobody. */
  rungWithin(ms: number): Promise<void>;
}

export function bell(): Bell {
  const waiting = new Set<() => void>();
  return {
    ring: () => waiting.forEach((wake) => wake()),
    rungWithin: (ms) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
      }),
  };
}
