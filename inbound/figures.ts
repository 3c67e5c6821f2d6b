import { Counter, Gauge, Registry } from 'prom-client';
import { draftsWaiting } from '../db/inbound/drafts.ts';
import type { Db } from '../db/client.ts';
import type { Taken } from './taking/inbox.ts';

export interface Figures {
  readonly registry: Registry;
  count(taken: Taken): void;
}

/** What operators watch: what became of mails, when the mailbox was last looked into, who waits for an agent. */
export function inboundFigures(db: Db, lastLook: () => Date | null): Figures {
  const registry = new Registry();
  const registers = [registry];
  const mails = new Counter({
    name: 'helpdesk_inbound_mails_total',
    help: 'Mails that came in, by what became of them',
    labelNames: ['taken'],
    registers,
  });
  const looked: Gauge = new Gauge({
    name: 'helpdesk_imap_last_look_timestamp_seconds',
    help: 'When the mailbox was last looked into; 0 for never',
    registers,
    collect: () => looked.set((lastLook()?.getTime() ?? 0) / 1_000),
  });
  const oldest = new Gauge({
    name: 'helpdesk_inbound_oldest_draft_seconds',
    help: 'How long the oldest mail has waited for an agent',
    registers,
  });
  const open: Gauge = new Gauge({
    name: 'helpdesk_inbound_drafts_open',
    help: 'Mails that wait for an agent',
    registers,
    collect: async () => {
      const waiting = await draftsWaiting(db);
      open.set(waiting.open);
      oldest.set(waiting.oldest === null ? 0 : (Date.now() - waiting.oldest.getTime()) / 1_000);
    },
  });
  return { registry, count: (taken) => mails.inc({ taken }) };
}
