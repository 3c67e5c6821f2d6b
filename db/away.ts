const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
]);

/** PostgreSQL: connection lost (08), shutting down or starting up (57P), out of connections (53300). */
const serverCodes = /^(?:08...|57P0[1-5]|53300)$/;

/** Whether a query failed because the database cannot be reached now, rather than because of what was asked. */
export function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return connectionCodes.has(code) || serverCodes.test(code) || databaseIsAway(error.cause);
}
