import { createHash } from 'node:crypto';

/** The same for every attempt to send one message, so that a mail server or client can tell a repeat. Says nothing of a person. */
export function messageIdOf(number: string, key: string, sender: string): string {
  const domain = /@([A-Za-z0-9.-]+)/.exec(sender)?.[1] ?? 'localhost';
  const digest = createHash('sha256').update(`${number} ${key}`).digest('hex').slice(0, 24);
  return `<${number.toLowerCase()}.${digest}@${domain}>`;
}
