const removed = '[redacted]';

/** Names of fields whose value no log may hold: who somebody is, what they wrote, and what opens a door. */
const who = ['name', 'phone', 'phones', 'email', 'emails', 'address', 'contact', 'contacts', 'to', 'cc', 'replyTo'];
const written = ['text', 'description', 'body', 'note', 'subject', 'html', 'answers', 'private', 'query', 'params'];
const opening = ['authorization', 'cookie', 'set-cookie', 'password', 'secret', 'token', 'key', 'link', 'salt'];
const hidden = new Set([...who, ...written, ...opening].map((name) => name.toLowerCase()));

/** `callerPhone`, `previousSecret`, `session_token`; `databaseUrl` and `smtpUrl` carry a password. */
const hiddenEnding =
  /(?:[a-z]Name|Phone|Email|Password|Secret|Token|Key|databaseUrl|OwnerUrl|smtpUrl|imapUrl|_name|_token)$/;
const harmless = new Set(['metricName', 'constraint_name', 'table_name']);

/** These have serializers of their own. */
const serialized = new Set(['err', 'req', 'res']);
const deepest = 6;

/** A copy for the log: what stands under a personal or secret name is replaced, however deep; past six levels, all. */
export function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields).map(([field, value]) => [
    field,
    serialized.has(field) ? value : safe(field, value, deepest),
  ]);
  return Object.fromEntries(entries);
}

function safe(field: string, value: unknown, depth: number): unknown {
  if (value === null || value === undefined) return value;
  if (hidden.has(field.toLowerCase()) || (hiddenEnding.test(field) && !harmless.has(field))) return removed;
  if (typeof value !== 'object') return value;
  if (value instanceof Error) return errorFields(value);
  if (value instanceof Date || value instanceof URL) return String(value instanceof Date ? value.toJSON() : value.host);
  return depth === 0 ? removed : inner(value, depth - 1);
}

function inner(value: object, depth: number): unknown {
  if (Array.isArray(value)) return value.map((one) => safe('', one, depth));
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, safe(field, one, depth)]));
}

/**
 * What a log may say of an error. Drivers put values into fields (`detail`, `parameters`) and the query builder puts
 * them behind its message, so only known fields are taken.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutParameters(String(error)) };
  const fields: Record<string, unknown> = {
    type: error.constructor.name,
    message: withoutParameters(error.message),
    stack: withoutParameters(error.stack ?? ''),
  };
  for (const field of ['code', 'constraint_name', 'table_name'] as const) {
    if (field in error) fields[field] = (error as unknown as Record<string, unknown>)[field];
  }
  if (error.cause !== undefined) fields['cause'] = errorFields(error.cause);
  if (error instanceof AggregateError) fields['errors'] = error.errors.map(errorFields);
  return fields;
}

// Values may hold line breaks: what follows is cut up to where the frames of the stack begin.
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/g, '\nparams: [redacted]');
}

/** A path as a log may hold it: a customer's link carries its token, a search carries phone numbers and names. */
export function maskUrl(url: string): string {
  const [path = '', query] = url.split('?', 2);
  const masked = path.replace(/^\/c\/[^/]+/, '/c/[redacted]');
  return query === undefined ? masked : `${masked}?${query.replace(/=[^&]*/g, '=…')}`;
}
