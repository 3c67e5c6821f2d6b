import type { Match } from '../match.ts';
import { opening } from './customer.ts';
import { httpTo } from './http.ts';
import { bringLines, type Lines } from './lines.ts';
import { startNetwork, type Network } from './network.ts';
import { signIn } from './side.ts';

/** The desk with a network beside it, and services whose lines run over it. */
export interface OnNetwork {
  readonly network: Network;
  readonly lines: Lines;
  /** Opens a ticket on one of the services, which take turns, and answers its number. */
  open(place: number): Promise<string>;
}

/** So many services of their own, so that nothing is known of their lines. The network ends with the work. */
export async function onNetwork<Found>(
  match: Match,
  services: number,
  work: (on: OnNetwork) => Promise<Found>,
): Promise<Found> {
  const { stage, desk } = match;
  const http = httpTo(stage.apiUrl);
  const network = await startNetwork(stage);
  try {
    const where = { firstPort: stage.networkPort, count: services };
    const lines = await bringLines(await signIn(http, 'admin'), desk, where);
    return await work({ network, lines, open: (place) => openOn(match, lines.serviceIds[place % services] ?? '') });
  } finally {
    http.close();
    await network.stop();
  }
}

async function openOn({ desk, opened }: Match, serviceId: string): Promise<string> {
  const body = opening(serviceId, { phone: '+74951234567', email: 'vera@example.net' });
  const { number } = await desk.agent.ask<{ number: string }>('POST', '/api/v1/tickets', body);
  opened.desk.push(number);
  return number;
}
