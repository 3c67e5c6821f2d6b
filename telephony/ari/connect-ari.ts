import type { AriConfig } from '../config.ts';
import type { Exchange, Heard, Leg } from '../exchange.ts';
import { channelsIn, heardIn } from './messages.ts';
import { openEvents } from './events.ts';
import { ariRequests, type Requests } from './requests.ts';

/**
 * Asterisk by its REST interface (ARI): commands by HTTP, events by a WebSocket, whose connection is also what makes
 * the application known there.
 * @throws ExchangeFailed where it does not let us in
 */
export async function connectAri(config: AriConfig, heard: (event: Heard) => void): Promise<Exchange> {
  const requests = ariRequests(config);
  const events = await openEvents(config, (text) => {
    const event = heardIn(text);
    if (event === 'replaced') events.drop('another process took the application over');
    else if (event !== null) heard(event);
  });
  const app = encodeURIComponent(config.app);
  return {
    lost: events.lost,
    close: events.close,
    channels: async () => channelsIn(await requests.get('/channels'), config.app),
    follow: (channel) =>
      requests.send('POST', `/applications/${app}/subscription`, { eventSource: `channel:${channel}` }),
    ring: (leg) => requests.ring('/channels', ringing(config, leg)),
    ...commandsOn(requests),
  };
}

type Commands = Pick<Exchange, 'tellRinging' | 'answer' | 'join' | 'part' | 'hangUp' | 'handBack'>;

function commandsOn({ send }: Requests): Commands {
  const onChannel = (id: string) => `/channels/${encodeURIComponent(id)}`;
  const onBridge = (id: string) => `/bridges/${encodeURIComponent(id)}`;
  return {
    tellRinging: (channel) => send('POST', `${onChannel(channel)}/ring`),
    answer: (channel) => send('POST', `${onChannel(channel)}/answer`),
    join: async (bridge, channels) => {
      await send('POST', onBridge(bridge), { type: 'mixing' });
      return send('POST', `${onBridge(bridge)}/addChannel`, { channel: channels.join(',') });
    },
    part: (bridge) => send('DELETE', onBridge(bridge)),
    hangUp: (channel) => send('DELETE', onChannel(channel)),
    handBack: (channel) => send('POST', `${onChannel(channel)}/continue`),
  };
}

function ringing({ app, agents, trunk }: AriConfig, { channel, to, showing, patienceSeconds }: Leg) {
  return {
    ...{ app, channelId: channel, timeout: String(patienceSeconds) },
    endpoint: 'extension' in to ? dialled(agents, to) : dialled(trunk, to),
    ...(showing !== null && { callerId: showing }),
  };
}

/** `PJSIP/{number}@trunk` with its place filled; `{digits}` is the number without its plus. */
function dialled(template: string, to: Leg['to']): string {
  const values = 'extension' in to ? to : { ...to, digits: to.number.replace(/^\+/, '') };
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), template);
}
