import { createHash } from 'node:crypto';
import { segmentsOf, type Coding } from '../../mail/sms/segments.ts';
import type { Parcel } from './carrier.ts';
import { PDU } from './smpp-package.ts';

/** How a text that is longer than one short message travels: in parts with a header each, or whole beside the message. */
export type LongTexts = 'segments' | 'payload';

export interface Submitting {
  /** Who it comes from: a word, a number, or null for what the message centre puts in. */
  readonly from: string | null;
  readonly long: LongTexts;
}

const dataCoding: Readonly<Record<Coding, number>> = { gsm: 0x00, ucs2: 0x08 };
const withHeader = 0x40;
const reportWanted = 0x01;

/** The submissions that a text becomes, in their order; a report is asked of the last one. */
export function submissionsOf({ id, to, text }: Parcel, { from, long }: Submitting): PDU[] {
  const { coding, parts } = segmentsOf(text);
  const common = { ...sourceOf(from), ...destinationOf(to), data_coding: dataCoding[coding] };
  const [first] = parts;
  if (parts.length === 1 && first) return [submission({ ...common, ...reported, short_message: first })];
  if (long === 'payload') return [submission({ ...common, ...reported, message_payload: Buffer.concat(parts) })];
  return parts.map((part, index) =>
    submission({
      ...common,
      ...(index === parts.length - 1 && reported),
      esm_class: withHeader,
      short_message: Buffer.concat([headerOf(id, index + 1, parts.length), part]),
    }),
  );
}

const reported = { registered_delivery: reportWanted } as const;

function submission(fields: ConstructorParameters<typeof PDU>[1]): PDU {
  return new PDU('submit_sm', fields);
}

/**
 * By which the telephone joins the parts (3GPP TS 23.040, 9.2.3.24.1). The number of the whole follows from the id: a
 * part that is repeated replaces the one that had arrived.
 */
function headerOf(id: string, part: number, parts: number): Buffer {
  const whole = createHash('sha256').update(id).digest().readUInt8(0);
  return Buffer.from([0x05, 0x00, 0x03, whole, parts, part]);
}

/** Types of numbers and plans, SMPP 3.4, 5.2.5 and 5.2.6. */
const international = { ton: 1, npi: 1 } as const;
const ofTheNetwork = { ton: 3, npi: 0 } as const;
const alphanumeric = { ton: 5, npi: 0 } as const;

function sourceOf(from: string | null) {
  if (from === null) return {};
  const { ton, npi } = from.startsWith('+') ? international : /^\d+$/.test(from) ? ofTheNetwork : alphanumeric;
  return { source_addr: from.replace(/^\+/, ''), source_addr_ton: ton, source_addr_npi: npi };
}

function destinationOf(to: string) {
  const { ton, npi } = international;
  return { destination_addr: to.replace(/^\+/, ''), dest_addr_ton: ton, dest_addr_npi: npi };
}
