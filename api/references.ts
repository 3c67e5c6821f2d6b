import { userExists } from '../db/duty.ts';
import type { Reader } from '../db/client.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Ticket } from '../domain/ticket.ts';

/** The refusal of an id in a body that leads nowhere. */
export function unknownReference(path: string, message = 'leads nowhere'): Refusal {
  return new Refusal('unknownReference', `${path} ${message}`, [{ path, message }]);
}

/** What was found under an id of the body. @throws Refusal unknownReference where nothing was */
export function orUnknown<T>(found: T | null, path: string): T {
  if (found === null) throw unknownReference(path);
  return found;
}

export async function requireUser(reader: Reader, id: string, path: string): Promise<void> {
  if (!(await userExists(reader, id))) throw unknownReference(path, 'is nobody here');
}

export function requireContact({ contacts }: Ticket, contactId: string, path: string): void {
  if (!contacts.some(({ id }) => id === contactId)) throw unknownReference(path, 'is not on this ticket');
}

/** A ticket that is not there is a fault of the body where the body names it. */
export function asUnknown(path: string) {
  return (error: unknown): never => {
    throw error instanceof Refusal && error.code === 'notFound' ? unknownReference(path) : error;
  };
}

/** @throws Refusal unknownReference with the place of the first id that is none of these */
export function requireAmong(known: readonly { readonly id: string }[], ids: readonly string[], path: string): void {
  const unknown = ids.findIndex((id) => !known.some((one) => one.id === id));
  if (unknown >= 0) throw unknownReference(`${path}.${unknown}`);
}
