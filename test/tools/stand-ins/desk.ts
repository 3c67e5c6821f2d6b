import { runDesk } from '../../../tools/desk/run.ts';

// The orchestrator with tiny programs in place of the desk's own.

const here = import.meta.dirname;
const programs = {
  migrations: `${here}/migrations.ts`,
  mailbox: `${here}/mailbox.ts`,
  network: `${here}/network.ts`,
  probe: `${here}/probe.ts`,
  api: `${here}/api.ts`,
  worker: `${here}/worker.ts`,
  inbound: `${here}/inbound.ts`,
  telephony: `${here}/telephony.ts`,
};

await runDesk(programs, false);
