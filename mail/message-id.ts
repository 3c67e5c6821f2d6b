import { createHash } from 'node:crypto';

/** The same for every attempt to send one message, so that a mail server or client can tell a repeat. Says nothing of a person. */
export function messageIdOf(number: string, key: string, sender: string): string {
  const digest = createHash('sha256').update(`${number} ${key}`).digest('hex').slice(0, 24);
  return `<${number.toLowerCase()}.${digest}@${domainOf(sender)}>`;
}

/** Of the sender as it stands in `From`. */
export function domainOf(sender: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(sender)?.[1] ?? 'localhost';
}
