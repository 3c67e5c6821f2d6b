import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { msOf, type Instant } from '../domain/instant.ts';
import type { TicketContact } from '../domain/events.ts';
import { ticketNumber, type TicketNumber } from '../domain/ticket-number.ts';
import type { Ticket } from '../domain/ticket.ts';

/** Whom a link speaks for, as its token says. Whether it still does is the ticket's word: `holderOf`. */
export interface LinkClaim {
  readonly number: TicketNumber;
  readonly linkEpoch: number;
  readonly contactHash: string;
}

export interface Links {
  /** The token of one contact on one ticket. Made at the moment of sending; never stored, logged or shown to staff. */
  tokenFor(ticket: Pick<Ticket, 'number' | 'linkEpoch'>, contactId: string): string;
  /** What a token claims, or null where it is not one that we signed, to the last bit. */
  read(token: string): LinkClaim | null;
}

/*
 * 27 bytes are 36 characters without slack in the last one, so that every altered character changes the bytes:
 * version 1, ticket's sequence 5, contact 4, epoch 2, signature 15 (120 bits).
 */
const version = 1;
const claimBytes = 12;
const signatureBytes = 15;
export const tokenPattern = /^[A-Za-z0-9_-]{36}$/;

/** Signs with the secret, and accepts the previous one while it is being changed. */
export function customerLinks({ secret, previousSecret }: Secrets): Links {
  const keys = [secret, previousSecret].flatMap((one) => (one === null ? [] : [keyOf(one)]));
  return {
    tokenFor: ({ number, linkEpoch }, contactId) => {
      const claim = encode(number, linkEpoch, contactId);
      return Buffer.concat([claim, sign(keyOf(secret), claim)]).toString('base64url');
    },
    read: (token) => {
      if (!tokenPattern.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      const [claim, signature] = [bytes.subarray(0, claimBytes), bytes.subarray(claimBytes)];
      const genuine = keys.some((key) => timingSafeEqual(sign(key, claim), signature));
      return genuine ? decode(claim) : null;
    },
  };
}

interface Secrets {
  readonly secret: string;
  readonly previousSecret: string | null;
}

/** The secret signs other things too: each has a key of its own. */
function keyOf(secret: string): Buffer {
  return createHmac('sha256', secret).update('helpdesk customer link').digest();
}

function sign(key: Buffer, claim: Buffer): Buffer {
  return createHmac('sha256', key).update(claim).digest().subarray(0, signatureBytes);
}

function encode(number: TicketNumber, linkEpoch: number, contactId: string): Buffer {
  const claim = Buffer.alloc(claimBytes);
  claim.writeUInt8(version, 0);
  // Without `HD-` and the check digit, which follows from the rest.
  claim.writeUIntBE(Number(number.slice(3, -1)), 1, 5);
  Buffer.from(contactHash(contactId), 'hex').copy(claim, 6);
  claim.writeUInt16BE(linkEpoch, 10);
  return claim;
}

function decode(claim: Buffer): LinkClaim | null {
  if (claim.readUInt8(0) !== version) return null;
  return {
    number: ticketNumber(claim.readUIntBE(1, 5)),
    contactHash: claim.subarray(6, 10).toString('hex'),
    linkEpoch: claim.readUInt16BE(10),
  };
}

function contactHash(contactId: string): string {
  return createHash('sha256').update(contactId).digest('hex').slice(0, 8);
}

/** The contact that a genuine link speaks for, or null where the ticket does not know it any more. */
export function holderOf(claim: LinkClaim, ticket: Ticket): TicketContact | null {
  if (claim.number !== ticket.number || claim.linkEpoch !== ticket.linkEpoch) return null;
  // Who can't be reached by any way has been erased.
  const people = ticket.contacts.filter(({ phone, email }) => phone || email);
  const holders = people.filter(({ id }) => contactHash(id) === claim.contactHash);
  // Two contacts of one ticket under one hash: neither may read the other's page.
  return holders.length === 1 ? holders[0]! : null;
}

/** Links live as long as their ticket, and for a while after its end. */
export function isAlive(endedAt: Instant | null, ttlMs: number, now: Instant): boolean {
  return endedAt === null || msOf(now) <= msOf(endedAt) + ttlMs;
}

export function linkOf(publicUrl: string, token: string): string {
  return `${publicUrl}/c/${token}`;
}

/** Text with its links made unreadable: what staff see, and what was kept in place of a token. */
export function maskLinks(text: string): string {
  return text.replaceAll('{{link}}', '/c/•••').replace(/\/c\/[A-Za-z0-9_-]{36}(?![A-Za-z0-9_-])/g, '/c/•••');
}
