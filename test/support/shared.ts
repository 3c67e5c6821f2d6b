interface Shared {
  users: number;
  readonly part: Promise<{ stop(): Promise<void> }>;
}

// Each project of a run loads its set-up anew, in one process: only what hangs on that process is common to them.
const registry: Map<string, Shared> = ((globalThis as { sharedTestParts?: Map<string, Shared> }).sharedTestParts ??=
  new Map());

/** Starts a part once for all projects of the run. */
export async function take<Part extends { stop(): Promise<void> }>(
  name: string,
  start: () => Promise<Part>,
): Promise<Part> {
  const known = registry.get(name) ?? { users: 0, part: start() };
  known.users += 1;
  registry.set(name, known);
  return known.part as Promise<Part>;
}

/** Stops the part when the last of its users has let go. */
export async function letGo(name: string): Promise<void> {
  const known = registry.get(name);
  if (known === undefined || --known.users > 0) return;
  registry.delete(name);
  await (await known.part).stop();
}
