import type { Mail } from '../mail.ts';

/**
 * Whether our own mail server says that the sender is not who the mail names (RFC 8601). Believed is the topmost
 * header of that server's name alone: what stands further down came with the mail. No word is no doubt.
 */
export function isForged({ headers }: Mail, authServer: string | null): boolean {
  const results = headers.get('authentication-results')?.toLowerCase() ?? '';
  if (authServer === null || !results.startsWith(authServer.toLowerCase())) return false;
  if (/\bdmarc=(?:pass|none)\b/.test(results)) return false;
  if (/\bdmarc=fail\b/.test(results)) return true;
  return /\bspf=(?:fail|softfail)\b/.test(results) && !/\bdkim=pass\b/.test(results);
}
