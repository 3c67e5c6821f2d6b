const everyMs = 10_000;

/** After how many milliseconds a screen asks again for what may have changed. */
export function useNewsEvery(): number {
  return everyMs;
}
