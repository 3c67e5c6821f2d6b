/** What a crowd of callers met. */
export interface Calls<Answer> {
  readonly answers: readonly Answer[];
  readonly perSecond: number;
  /** Milliseconds of each call. */
  readonly took: readonly number[];
}

/** So many callers do the work so many times in all, each calling again as soon as it has its answer. */
export async function callAtOnce<Answer>(
  callers: number,
  times: number,
  work: (index: number) => Promise<Answer>,
): Promise<Calls<Answer>> {
  const answers: Answer[] = [];
  const took: number[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < times) {
      const index = next++;
      const from = performance.now();
      answers[index] = await work(index);
      took.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: callers }, caller));
  return { answers, took, perSecond: times / ((performance.now() - from) / 1_000) };
}
