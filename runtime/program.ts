/** Errors that a person can mend: their message is a sentence, and a stack would only hide it. */
const mendable = new Set(['ConfigError', 'UnfitDatabase', 'EngineAway', 'Obstacle', 'Refusal']);

/** Runs a program from its main file: its result is the exit code, and what stands in the way is said in a sentence. */
export async function program(run: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await run()) ?? 0;
  } catch (error) {
    console.error(error instanceof Error && mendable.has(error.name) ? error.message : error);
    process.exit(1);
  }
}
