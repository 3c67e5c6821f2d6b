import { z } from 'zod';
import type { Channel, Heard } from '../exchange.ts';
import { rungFor } from '../legs.ts';

/** What we read of the exchange's JSON; what else stands there is not looked at. */
const ariChannel = z.object({
  id: z.string().max(200),
  state: z.string(),
  caller: z.object({ number: z.string() }),
  dialplan: z.object({ app_name: z.string(), app_data: z.string() }).partial().optional(),
});
type AriChannel = z.output<typeof ariChannel>;

const ariEvent = z.object({
  type: z.string(),
  application: z.string().optional(),
  channel: ariChannel.optional(),
  cause: z.number().optional(),
});

/** What an event says to the desk; null where it says nothing to it, or is no event. */
export function heardIn(text: string): Heard | 'replaced' | null {
  const event = ariEvent.safeParse(parsed(text)).data;
  if (event?.type === 'ApplicationReplaced') return 'replaced';
  if (!event?.channel) return null;
  const channel = channelOf(event.channel);
  switch (event.type) {
    case 'StasisStart':
      return rungFor(channel.id) ? { type: 'pickedUp', channel: channel.id } : { type: 'arrived', channel };
    case 'StasisEnd':
    case 'ChannelDestroyed':
      return { type: 'gone', channel: channel.id, cause: event.cause ?? null };
    default:
      return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half a frame of an exchange that was killed: what it would have said is seen at the next connection.
    return null;
  }
}

/** Those of all its lines that belong to the desk: rung by us, or in our application. */
export function channelsIn(body: unknown, app: string): readonly Channel[] {
  return z
    .array(ariChannel)
    .parse(body)
    .filter((one) => rungFor(one.id) !== null || isIn(app, one))
    .map(channelOf);
}

function isIn(app: string, { dialplan }: AriChannel): boolean {
  return dialplan?.app_name === 'Stasis' && dialplan.app_data?.split(',')[0] === app;
}

function channelOf({ id, state, caller }: AriChannel): Channel {
  return { id, number: caller.number, isUp: state === 'Up' };
}
