import { request, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { eventually } from './eventually.ts';

/** An event as it stands in the stream. */
export interface HeardEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A program that listens to the live stream as a browser does. */
export interface Ears {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly HeardEvent[];
  /** What it would say when it comes again: of the last event, or of a beat since. */
  readonly lastEventId: string;
  readonly ended: boolean;
  /** Waits for the first event that is as wanted. */
  hears(wanted: (event: HeardEvent) => boolean): Promise<HeardEvent>;
  /** Takes nothing more, and holds the connection. */
  stopReading(): void;
  close(): void;
}

const withinMs = 10_000;

export type SignIn = { readonly authorization: string } | { readonly cookie: string };

/** Opens the stream and waits for its first line, after which nothing is missed. */
export async function listenAt(url: string, signIn: SignIn, lastEventId?: string): Promise<Ears> {
  const asking = request(`${url}/api/v1/stream`, {
    headers: { ...signIn, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    agent: false,
  });
  asking.end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const ears = earsOf(answer);
  if (answer.statusCode === 200) await eventually(() => ears.lastEventId !== '' || ears.ended, { withinMs });
  return ears;
}

function earsOf(answer: IncomingMessage): Ears {
  const events: HeardEvent[] = [];
  const heard = { lastEventId: '', ended: false };
  const end = () => (heard.ended = true);
  answer.once('close', end).on('error', end);
  const lines = createInterface({ input: answer });
  const block = { id: '', event: '', data: '' };
  lines.on('error', end).on('line', (line) => {
    const [, field, value = ''] = /^(id|event|data): (.*)$/.exec(line) ?? [];
    if (field !== undefined) block[field as keyof typeof block] = value;
    if (line !== '') return;
    // Not before the empty line: an event that was cut off is not heard.
    heard.lastEventId = block.id;
    if (block.data !== '') events.push({ ...block, data: JSON.parse(block.data) as HeardEvent['data'] });
    Object.assign(block, { event: '', data: '' });
  });
  return {
    ...{ status: answer.statusCode ?? 0, headers: answer.headers, events },
    get lastEventId() {
      return heard.lastEventId;
    },
    get ended() {
      return heard.ended;
    },
    hears: (wanted) => eventually(() => events.find(wanted), { withinMs }),
    stopReading: () => void answer.pause(),
    close: () => void answer.destroy(),
  };
}
