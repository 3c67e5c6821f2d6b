import { Counter, Gauge, Registry } from 'prom-client';
import type { Taken } from './taking/inbox.ts';

export interface Figures {
  readonly registry: Registry;
  count(taken: Taken): void;
}

/** What operators watch: what became of mails, when the mailbox was last looked into. */
export function inboundFigures(lastLook: () => Date | null): Figures {
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
  return { registry, count: (taken) => mails.inc({ taken }) };
}
