import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { By } from '../domain/actor.ts';
import type { Visibility } from '../domain/words.ts';

/** An entry as it is hashed and exported: with exactly these fields anyone can check the chain without the desk. */
export interface ChainedEntry {
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly by: By;
  readonly channel?: string;
  readonly visibility: Visibility;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
}

const fields = ['position', 'at', 'type', 'by', 'channel', 'visibility', 'data', 'previousHash'] as const;

/** How to compute an entry's hash; published in the API's description. `canonical` is the JSON form of RFC 8785. */
export const hashRecipe = {
  algorithm: 'sha256',
  encoding: 'hex',
  canonical: 'RFC 8785',
  fields: [...fields],
} as const;

/** The `previousHash` of a protocol's first entry. */
export const genesis = '0'.repeat(64);

export function hashOf(entry: ChainedEntry): string {
  const hashed = Object.fromEntries(fields.flatMap((name) => (entry[name] === undefined ? [] : [[name, entry[name]]])));
  return sha256(canonical(hashed));
}

/** The salted digest of a text that stands outside the chain. */
export function digestOf(salt: string, value: string): string {
  return sha256(salt + value);
}

/** RFC 8785 form, for hashes over JSON. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to hash');
  return text;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
