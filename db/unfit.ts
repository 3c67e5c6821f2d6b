import { databaseIsAway } from './away.ts';

/** The database cannot be used as it is; the message is one sentence that says what to do. */
export class UnfitDatabase extends Error {
  override readonly name = 'UnfitDatabase';
}

/** PostgreSQL's codes for an address that leads to a server, but no further. */
const sentences: Readonly<Record<string, (variable: string) => string>> = {
  '28P01': (variable) => `PostgreSQL refuses the user or the password in ${variable}: mend them there.`,
  '28000': (variable) => `PostgreSQL lets the user of ${variable} in from nowhere: see its pg_hba.conf.`,
  '3D000': (variable) => `PostgreSQL has no database of the name in ${variable}: make it, or mend the name.`,
};

/** One sentence for a connection that cannot come about, by the variable that holds the address; else the error itself. */
export function connectionFault(error: unknown, variable: string): unknown {
  const sentence = sentences[codeOf(error)]?.(variable);
  if (sentence !== undefined) return new UnfitDatabase(sentence, { cause: error });
  if (!databaseIsAway(error)) return error;
  return new UnfitDatabase(`PostgreSQL does not answer: start it, or mend the address in ${variable}.`, {
    cause: error,
  });
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error ? String(error.code) : codeOf(error.cause);
}
