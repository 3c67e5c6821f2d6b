import { describe } from 'vitest';

/** What a test needs and this machine lacks, with the one command that brings it. */
export interface Missing {
  readonly missing: string;
}

export interface TestPostgres {
  /** The superuser's address of a database. `DATABASE` stands where its name belongs. */
  readonly superuser: string;
  readonly owner: Account;
  readonly app: Account;
  /** A migrated database that is copied and never connected to. */
  readonly template: string;
}

export interface Account {
  readonly role: string;
  readonly password: string;
}

export interface TestTemporal {
  readonly address: string;
}

/** The time-skipping server, to be started by each file that needs one. */
export interface TestServer {
  readonly program: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres | Missing;
    temporal: TestTemporal | Missing;
    timeSkipping: TestServer | Missing;
  }
}

/** Why the parts cannot be had, or null where all of them are there. */
export function reasonToSkip(...parts: readonly (object | undefined)[]): string | null {
  const missing = parts.map((part) => (part !== undefined && 'missing' in part ? String(part.missing) : null));
  return missing.find((one) => one !== null) ?? null;
}

/** `describe` that says in its name why all of it is skipped: a skip must be seen, never taken for a pass. */
export function describeUnless(reason: string | null, name: string, body: () => void): void {
  if (reason === null) describe(name, body);
  else describe.skip(`${name} [skipped: ${reason}]`, body);
}
