import { createHash, randomBytes } from 'node:crypto';

const bytes = 32;

/** A new secret of 256 bits; its prefix lets scanners of leaked secrets recognise it. */
export function newToken(prefix: 'hds' | 'hdk'): string {
  return `${prefix}_${randomBytes(bytes).toString('base64url')}`;
}

/** What the database keeps: a token cannot be guessed, so a plain hash protects it. */
export function digestOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
