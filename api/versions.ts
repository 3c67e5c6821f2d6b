import type { FastifyRequest } from 'fastify';
import { Refusal } from '../domain/refusal.ts';

/** A ticket's version as `ETag` shows it. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * Refuses a command that was meant for another version of what it changes (`If-Match`).
 * Answers the version that was meant, for whoever decides later than this.
 * @throws Refusal staleVersion, or badHeader for what is no list of entity tags
 */
export function requireVersion({ headers }: FastifyRequest, version: number): { version?: number } {
  const wanted = headers['if-match']?.trim();
  if (wanted === undefined || wanted === '*') return {};
  const tags = wanted.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(tag))) {
    throw new Refusal('badHeader', 'not entity tags', [{ path: 'If-Match', message: 'is not a list of entity tags' }]);
  }
  if (!tags.includes(etagOf(version))) throw new Refusal('staleVersion', `the version is ${version} now`);
  return { version };
}
