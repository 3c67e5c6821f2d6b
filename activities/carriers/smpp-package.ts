import smpp, { type PDU } from 'smpp';

export { PDU, Session } from 'smpp';

// Node finds these by no name of their own: the package makes its exports as it runs.
const { commands, errors, tlvs } = smpp;

// Texts pass as the bytes they are: the package would read every receipt by the alphabet of GSM, and make § of the _ in
// an identifier, which then matches nothing.
delete commands.deliver_sm.params.short_message.filter;
delete commands.submit_sm.params.short_message.filter;
delete tlvs.message_payload.filter;

/** The status of an answer: 0 is a yes. */
export const accepted = 0;

const names = new Map(Object.entries(errors).map(([name, status]) => [status, name]));

/** A status as operators can look it up: by the name of SMPP 3.4, 5.1.3, or as a number where it is a vendor's own. */
export function nameOfStatus(status: number): string {
  return names.get(status) ?? `smpp${status}`;
}

export function statusNamed(name: string): number {
  const status = errors[name];
  if (status === undefined) throw new Error(`SMPP knows no status ${name}`);
  return status;
}

/** A field of a message, 0 where it is not there. */
export function numberIn(pdu: PDU, field: string): number {
  const value = pdu[field];
  return typeof value === 'number' ? value : 0;
}

/** A field of a message, null where it is empty or not there. */
export function textIn(pdu: PDU, field: string): string | null {
  const value = pdu[field];
  return typeof value === 'string' && value !== '' ? value : null;
}
