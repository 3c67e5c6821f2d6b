/** Whether a connection that failed was answered at all, by the word that the system gives for it. */
export type Heard = 'answered' | 'silent' | 'ours';

const answered = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EPROTO']);
const silent = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENONET']);

/**
 * `answered`: the element refused or spoke nonsense, so it lives. `silent`: nothing came from it; a router on the way
 * may have said so. `ours`: this machine could not, which says nothing about the line.
 */
export function heardOf(error: unknown): Heard {
  const code = codeOf(error);
  if (answered.has(code) || /^(HPE_|ERR_SSL_|ERR_TLS_)/.test(code) || certificate.test(code)) return 'answered';
  return silent.has(code) ? 'silent' : 'ours';
}

/** What OpenSSL says of a certificate that it does not take. */
const certificate = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
