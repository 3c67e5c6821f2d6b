import { ImapFlow } from 'imapflow';
import { databaseIsAway } from '../../db/away.ts';
import type { Logger } from '../../runtime/logger.ts';
import { lookInto, type Look } from './look-into.ts';

const second = 1_000;
// A server may forget to tell of a mail; so the box is looked into by itself as well.
const lookEveryMs = 60 * second;
const longestPauseMs = 30 * second;

export interface Watching {
  /** When the box was last looked into to the end; null before the first time. */
  readonly lastLook: Date | null;
  stop(): Promise<void>;
}

interface Box extends Omit<Look, 'client' | 'begun'> {
  readonly url: string;
  readonly log: Logger;
  /** Given by tests only. */
  readonly everyMs?: number;
}

/** Watches a mailbox for as long as the process lives: told by IDLE, looking by itself too, connecting again. */
export function watchImap(box: Box): Watching {
  const state = { lastLook: null as Date | null, stopped: false, wake: () => undefined as void };
  let client: ImapFlow | null = null;
  const running = (async () => {
    let pauseMs = second;
    while (!state.stopped) {
      client = connectionTo(box.url);
      try {
        await watchOnce(box, client, state);
        pauseMs = second;
      } catch (err) {
        if (!state.stopped) box.log.warn({ err }, 'the mailbox is away; it is tried again');
      } finally {
        client.close();
      }
      if (!state.stopped) await woken(state, pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
  })();
  return {
    get lastLook() {
      return state.lastLook;
    },
    stop: async () => {
      state.stopped = true;
      state.wake();
      client?.close();
      await running;
    },
  };
}

interface State {
  lastLook: Date | null;
  stopped: boolean;
  wake: () => void;
}

/** One connection, until it breaks or is stopped. */
async function watchOnce(box: Box, client: ImapFlow, state: State): Promise<void> {
  // Without a listener a broken connection would end the process; the loop hears of it by its next command.
  client.on('error', (err: unknown) => box.log.warn({ err }, 'the connection to the mailbox broke'));
  client.on('close', () => state.wake());
  await client.connect();
  await client.mailboxOpen(folderOf(box.url));
  let news = true;
  client.on('exists', () => {
    news = true;
    state.wake();
  });
  while (!state.stopped && client.usable) {
    news = false;
    await lookInto({ ...box, client, begun: () => !state.stopped }).catch((err: unknown) => {
      if (!databaseIsAway(err)) throw err;
      box.log.warn({ err }, 'mails stay in the mailbox until PostgreSQL is back');
    });
    state.lastLook = new Date();
    if (!news && client.usable) await toldOf(box, client, state);
  }
}

/** Until the server tells of a mail, or it is time to look. By itself the library asks to be told only after 15 s. */
async function toldOf({ log, everyMs = lookEveryMs }: Box, client: ImapFlow, state: State): Promise<void> {
  client.idle().catch((err: unknown) => log.warn({ err }, 'the mailbox does not tell of mails; it is looked into'));
  await woken(state, everyMs);
}

function woken(state: State, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, withinMs);
    state.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function connectionTo(text: string): ImapFlow {
  const url = new URL(text);
  const secure = url.protocol === 'imaps:';
  return new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
  });
}

function folderOf(text: string): string {
  return decodeURIComponent(new URL(text).pathname.slice(1)) || 'INBOX';
}
