import { describe, expect, it } from 'vitest';
import { rulesBroken, type Snippet } from '../support/lint.ts';

type Probe = readonly [path: string, imported: string];

const refused: readonly Probe[] = [
  ['domain/ticket.ts', 'node:crypto'],
  ['domain/ticket.ts', 'luxon'],
  ['domain/ticket.ts', '../db/client.ts'],
  ['domain/clocks/clock.ts', '../../db/client.ts'],
  ['domain/clocks/clock.ts', 'zod'],
  ['domain/clock.ts', '../calendars/expand.ts'],
  ['calendars/expand.ts', '../db/schema.ts'],
  ['calendars/expand.ts', 'node:fs'],
  ['workflows/ticket.ts', '../calendars/expand.ts'],
  ['mail/restored.ts', '../db/tickets.ts'],
  ['mail/restored.ts', 'nodemailer'],
  ['mail/restored.ts', 'node:fs'],
  ['mail/ru/restored.ts', '../../runtime/config.ts'],
  ['workflows/ticket.ts', '../activities/index.ts'],
  ['workflows/ticket.ts', '../db/client.ts'],
  ['workflows/ticket.ts', '@temporalio/client'],
  ['workflows/ticket.ts', 'zod'],
  ['workflows/ticket/loop.ts', '../../activities/index.ts'],
  ['activities/record.ts', '../api/app.ts'],
  ['activities/record.ts', '../workflows/messages.ts'],
  ['activities/record.ts', '../runtime/config.ts'],
  ['activities/record.ts', '../runtime/logger.ts'],
  ['activities/record.ts', 'pino'],
  ['activities/record.ts', 'node:process'],
  ['activities/mail/send.ts', '../../runtime/logger.ts'],
  ['db/tickets.ts', '../runtime/config.ts'],
  ['db/tickets.ts', '../activities/record.ts'],
  ['db/tickets.ts', 'fastify'],
  ['db/queries/tickets.ts', '../../api/app.ts'],
  ['db/migrate-main.ts', '../api/app.ts'],
  ['files/kept-files.ts', '../db/client.ts'],
  ['files/kept-files.ts', 'fastify'],
  ['engine/ask.ts', '../api/app.ts'],
  ['engine/ask.ts', '../workflows/ticket.ts'],
  ['engine/ask.ts', '@temporalio/worker'],
  ['api/app.ts', '../worker/worker.ts'],
  ['api/app.ts', '../activities/record.ts'],
  ['api/app.ts', '../workflows/ticket.ts'],
  ['api/app.ts', '@temporalio/worker'],
  ['api/routes/tickets.ts', '../../workflows/ticket.ts'],
  ['api/routes/tickets.ts', '../../tools/cache.ts'],
  ['api/routes/tickets.ts', '../../test/support/cast.ts'],
  ['worker/worker.ts', '../api/app.ts'],
  ['worker/worker.ts', 'drizzle-orm'],
  ['worker/worker.ts', '../workflows/ticket.ts'],
  ['probe/serve.ts', '../db/client.ts'],
  ['probe/serve.ts', '../activities/index.ts'],
  ['probe/serve.ts', '../workflows/ticket.ts'],
  ['probe/serve.ts', '@temporalio/client'],
  ['probe/serve.ts', 'pino'],
  ['probe/kinds/tcp.ts', '../../api/app.ts'],
  ['probe/kinds/tcp.ts', '@temporalio/activity'],
  ['inbound/take-mail.ts', '../api/app.ts'],
  ['inbound/take-mail.ts', '../engine/ask.ts'],
  ['inbound/reading/read-mail.ts', '../../activities/smtp.ts'],
  ['inbound/reading/read-mail.ts', '@temporalio/client'],
  ['telephony/serve.ts', '../api/app.ts'],
  ['telephony/serve.ts', '../activities/index.ts'],
  ['telephony/incoming.ts', 'ws'],
  ['telephony/ari/events.ts', '../../db/client.ts'],
  ['telephony/ari/events.ts', 'postgres'],
  ['runtime/config.ts', '../domain/ticket.ts'],
  ['runtime/config.ts', '../tools/cache.ts'],
  ['runtime/config.ts', 'fastify'],
  ['network/control.ts', '../domain/line/tests.ts'],
  ['network/network.ts', '../probe/kinds/tcp.ts'],
  ['network/network.ts', 'postgres'],
  ['network/topology.ts', './faults.ts'],
  ['db/seed/network.ts', '../../network/network.ts'],
  ['web/src/main.tsx', '../../api/app.ts'],
  ['web/src/queue/rows.tsx', '../../../api/schemas/ticket-view.ts'],
  ['web/src/queue/rows.tsx', '../../../db/ticket-list.ts'],
  ['web/src/queue/rows.tsx', 'zod'],
  ['web/src/queue/rows.tsx', 'node:fs'],
  ['tools/start.ts', '../db/migrate.ts'],
  ['tools/postgres/cluster.ts', '../../domain/ticket.ts'],
];

const allowed: readonly Probe[] = [
  ['domain/ticket.ts', './events.ts'],
  ['domain/clocks/clock.ts', '../ticket.ts'],
  ['calendars/expand.ts', 'luxon'],
  ['calendars/expand.ts', '../domain/working-time.ts'],
  ['db/working-times.ts', '../calendars/ahead.ts'],
  ['activities/extend-calendars.ts', '../calendars/ahead.ts'],
  ['mail/restored.ts', '../domain/ticket.ts'],
  ['mail/ru/restored.ts', '../../domain/ticket.ts'],
  ['mail/links.ts', 'node:crypto'],
  ['workflows/ticket.ts', '../domain/decide.ts'],
  ['workflows/ticket.ts', '@temporalio/workflow'],
  ['activities/record.ts', '../db/events.ts'],
  ['activities/mail/send.ts', '../../mail/restored.ts'],
  ['activities/record.ts', 'node:fs/promises'],
  ['activities/send.ts', 'nodemailer'],
  ['db/tickets.ts', 'drizzle-orm/pg-core'],
  ['db/queries/tickets.ts', '../schema.ts'],
  ['db/migrate-main.ts', '../runtime/config.ts'],
  ['files/kept-files.ts', 'node:fs/promises'],
  ['files/file-types.ts', '../domain/refusal.ts'],
  ['engine/ask.ts', '../db/client.ts'],
  ['engine/ask.ts', '@temporalio/client'],
  ['api/desk.ts', '../engine/ask.ts'],
  ['worker/relay.ts', '../engine/revival.ts'],
  ['api/app.ts', '../workflows/messages.ts'],
  ['api/app.ts', '@fastify/helmet'],
  ['api/app.ts', 'fastify-type-provider-zod'],
  ['api/routes/tickets.ts', '../schemas/ticket.ts'],
  ['api/routes/tickets.ts', '../../mail/links.ts'],
  ['api/routes/tickets.ts', '../../files/kept-files.ts'],
  ['worker/main.ts', '../activities/index.ts'],
  ['worker/main.ts', '../mail/links.ts'],
  ['worker/worker.ts', '../workflows/messages.ts'],
  ['probe/serve.ts', '../runtime/temporal.ts'],
  ['probe/serve.ts', '../workflows/messages.ts'],
  ['probe/serve.ts', '@temporalio/worker'],
  ['probe/kinds/tcp.ts', '../kind.ts'],
  ['probe/kinds/tcp.ts', '../../domain/line/tests.ts'],
  ['probe/snmp/session.ts', 'net-snmp'],
  ['inbound/take-mail.ts', '../db/client.ts'],
  ['inbound/reading/read-mail.ts', 'mailparser'],
  ['inbound/reading/offers.ts', '../../domain/words.ts'],
  ['telephony/incoming.ts', '../db/telephony/live-calls.ts'],
  ['telephony/ari/events.ts', 'ws'],
  ['telephony/ari/messages.ts', '../exchange.ts'],
  ['runtime/phone-number.ts', 'libphonenumber-js'],
  ['runtime/temporal.ts', '@temporalio/client'],
  ['network/agent.ts', 'net-snmp'],
  ['network/kept-faults.ts', '../tools/json-file.ts'],
  ['network/main.ts', '../runtime/program.ts'],
  ['db/seed/network-probes.ts', '../../network/topology.ts'],
  ['web/src/main.tsx', './app/router.tsx'],
  ['web/src/main.tsx', 'react-dom/client'],
  ['web/src/queue/rows.tsx', '../../../domain/wording.ts'],
  ['web/src/queue/rows.tsx', '../words/language.ts'],
  ['web/src/queue/rows.tsx', '@mantine/core'],
  ['tools/start.ts', '../runtime/config.ts'],
  ['tools/postgres/cluster.ts', '../free-port.ts'],
  ['tools/postgres/cluster.ts', 'postgres'],
  ['test/api/tickets.test.ts', '../../api/app.ts'],
];

function importing([path, imported]: Probe): Snippet {
  return { path, code: `import { a } from '${imported}';\nexport const b = a;\n` };
}

function told(probes: readonly Probe[], broken: readonly (readonly string[])[]): string[] {
  return probes.map(([path, imported], index) => `${path} ← ${imported}: ${broken[index]?.join() || 'allowed'}`);
}

describe('who may import whom', () => {
  it('refuses what would cross a boundary', () => {
    const verdicts = told(refused, rulesBroken(refused.map(importing)));
    expect(verdicts.filter((verdict) => !verdict.endsWith('eslint(no-restricted-imports)'))).toEqual([]);
  });

  it('lets pass what each folder lives on', () => {
    const verdicts = told(allowed, rulesBroken(allowed.map(importing)));
    expect(verdicts.filter((verdict) => !verdict.endsWith(': allowed'))).toEqual([]);
  });

  it('lets workflows, activities and the console name types from elsewhere', () => {
    const snippets = [
      {
        path: 'workflows/ticket.ts',
        code: `import type { Activities } from '../activities/index.ts';\nexport type A = Activities;\n`,
      },
      {
        path: 'activities/send.ts',
        code: `import type { Logger } from '../runtime/logger.ts';\nexport type L = Logger;\n`,
      },
      {
        path: 'web/src/queue/row.tsx',
        code: `import type { TicketView } from '../../../api/schemas/ticket-view.ts';\nexport type T = TicketView;\n`,
      },
    ];
    expect(rulesBroken(snippets)).toEqual([[], [], []]);
  });
});

describe('the environment', () => {
  const code = 'export const url = process.env;\n';

  it('is out of reach where no process is started', () => {
    const paths = [
      'api/app.ts',
      'worker/worker.ts',
      'db/client.ts',
      'activities/send.ts',
      'probe/serve.ts',
      'telephony/serve.ts',
      'runtime/config.ts',
    ];
    const broken = rulesBroken(paths.map((path) => ({ path, code })));
    expect(broken).toEqual(paths.map(() => ['eslint(no-restricted-properties)']));
  });

  it('is at hand where one is', () => {
    const paths = [
      'api/main.ts',
      'db/migrate-main.ts',
      'tools/start.ts',
      'test/support/postgres.ts',
      'scripts/record.ts',
    ];
    expect(rulesBroken(paths.map((path) => ({ path, code })))).toEqual(paths.map(() => []));
  });
});

describe('clocks and chance', () => {
  it('are out of reach of the domain, of the calendars and of the texts', () => {
    const codes = ['export const a = Date.now();\n', 'export const a = Math.random();\n'];
    const snippets = codes.flatMap((code) => [
      { path: 'domain/ticket.ts', code },
      { path: 'mail/restored.ts', code },
      { path: 'calendars/expand.ts', code },
    ]);
    expect(rulesBroken(snippets)).toEqual(snippets.map(() => ['eslint(no-restricted-properties)']));
  });
});
