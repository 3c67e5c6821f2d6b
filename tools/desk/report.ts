import type { Progress } from '../progress.ts';

/** Says to the person at the terminal what happens. One line each, also where the output is a file. */
export type Report = {
  readonly say: (line: string) => void;
  /** Does a step and says what it is, every five seconds how far it is, and how long it took. */
  step<Answer>(what: string, work: (progress: Progress) => Promise<Answer>): Promise<Answer>;
};

export function terminalReport(print: (line: string) => void): Report {
  return { say: print, step: async (what, work) => runStep(print, what, work) };
}

async function runStep<Answer>(
  print: (line: string) => void,
  what: string,
  work: (progress: Progress) => Promise<Answer>,
): Promise<Answer> {
  const startedAt = Date.now();
  const elapsed = (): string => duration(Date.now() - startedAt);
  let howFar = '';
  print(`  → ${what}`);
  const timer = setInterval(() => print(`  … ${what}${howFar} (${elapsed()})`), 5_000);
  try {
    const answer = await work((line) => {
      howFar = `: ${line}`;
    });
    print(`  ✓ ${what} (${elapsed()})`);
    return answer;
  } finally {
    clearInterval(timer);
  }
}

function duration(ms: number): string {
  const seconds = ms / 1_000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
