import { isLoopback, type Config } from '../../runtime/config.ts';
import type { DeskPorts } from '../ports.ts';
import type { DeskPlan } from './plan.ts';

const roles = 'agent, dispatcher, engineer, storekeeper, supervisor, admin, integration, noc';

export type OpenDesk = {
  readonly plan: DeskPlan;
  readonly ports: DeskPorts;
  readonly config: Config;
  readonly tookMs: number;
};

/** What a person needs to know when everything runs: where things are and how to sign in. */
export function closingWords({ plan, ports, config, tookMs }: OpenDesk): string {
  const api = `http://${isLoopback(config.host) ? config.host : '127.0.0.1'}:${config.port}`;
  const ui = config.temporalUiUrl === null ? null : `${config.temporalUiUrl}/namespaces/${config.temporal.namespace}`;
  const lines = [
    ['console', api],
    ['API', `${api}/api/v1`],
    ['its docs', `${api}/docs`],
    ['mailbox', plan.embeds.mailbox ? `http://127.0.0.1:${ports.mailboxHttp}` : null],
    ['Temporal UI', ui],
    ['sign in', signIn(config)],
    ['a cut line', plan.embeds.network ? 'npm run network -- cut access-7' : null],
    ['data', plan.dataDir],
    ['logs', `${plan.dataDir}/logs`],
  ];
  const table = lines.flatMap(([name, where]) => (where === null ? [] : [`  ${name?.padEnd(12)}${where}`]));
  const open = `The desk is open (${(tookMs / 1_000).toFixed(1)} s).`;
  return ['', open, '', ...table, '', '  Ctrl-C stops everything and loses nothing.', ''].join('\n');
}

function signIn({ demo, demoPassword }: Config): string {
  if (!demo) return 'as the users you have made';
  const password = demoPassword === 'demo' ? 'demo' : 'the one in HELPDESK_DEMO_PASSWORD';
  return `login ${roles}; password: ${password}`;
}
