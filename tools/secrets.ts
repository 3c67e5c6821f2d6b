import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** What the embedded default has made up for itself. Kept in the data folder, mode 0600. */
export type Secrets = {
  readonly ownerPassword: string;
  readonly appPassword: string;
  readonly temporalPassword: string;
  /** Signs links and tokens, as HELPDESK_SECRET does elsewhere. */
  readonly helpdeskSecret: string;
};

/** The secrets of a data folder, made on the first call. They are fit for URLs and SQL: letters, digits, - and _. */
export function secretsOf(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  const found = readJsonFile<Secrets>(path);
  if (found !== null) return found;
  const made = {
    ownerPassword: randomSecret(24),
    appPassword: randomSecret(24),
    temporalPassword: randomSecret(24),
    helpdeskSecret: randomSecret(48),
  };
  writeJsonFile(path, made);
  return made;
}

/** The file of secrets of the demo's probe, made on the first call: the community that the demo's elements want to hear. */
export function probeSecretsFile(dataDir: string): string {
  const path = join(dataDir, 'probe', 'secrets.json');
  if (readJsonFile(path) === null) writeJsonFile(path, { demo: { version: '2c', community: randomSecret(18) } });
  return path;
}

function randomSecret(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
