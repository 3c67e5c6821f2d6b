import { join } from 'node:path';
import { readJsonFile } from '../tools/json-file.ts';
import { Obstacle } from '../tools/obstacle.ts';
import { faultsIn, isFaultKind, type Faults } from './faults.ts';
import { isElementKey } from './topology.ts';
import { doings, objectionTo, restoredWords, table, usage, wordsOf } from './words.ts';

interface Control {
  readonly url: string;
  readonly token: string;
}

/**
 * Carries out what was asked on the command line, and gives the words for it.
 * @throws Obstacle for what cannot be done, and where no network runs
 */
export async function ask(dir: string, [doing = '', key = '', ...more]: readonly string[]): Promise<string> {
  if (!doings.includes(doing) || more.length > 0) throw new Obstacle(usage);
  if (isFaultKind(doing)) {
    const objection = objectionTo(doing, key);
    if (objection !== null) throw new Obstacle(objection);
    return wordsOf(doing, key, { faults: await send(dir, { method: 'PUT', key, body: doing }), at: Date.now() });
  }
  if (doing === 'show') return table({ faults: await send(dir, { method: 'GET', key: '' }), at: Date.now() });
  if (key !== '' && !isElementKey(key)) throw new Obstacle(objectionTo('cut', key) ?? usage);
  const faults = await send(dir, { method: 'DELETE', key });
  return restoredWords(key === '' ? undefined : key, { faults, at: Date.now() });
}

interface Message {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  readonly key: string;
  readonly body?: string;
}

const away = 'The demo’s network does not run: it comes with `npm start`, on its own database, unless HELPDESK_DEMO=0.';

/** All faults, as they are then. */
async function send(dir: string, { method, key, body }: Message): Promise<Faults> {
  const control = readJsonFile<Control>(join(dir, 'control.json'));
  if (control === null) throw new Obstacle(away);
  const headers = { authorization: `Bearer ${control.token}` };
  const path = key === '' ? '/faults' : `/faults/${key}`;
  const response = await reach(control.url + path, { method, headers, ...(body !== undefined && { body }) });
  // Another program listens there by now: what stands in the file is of a network that is gone.
  if (!response.ok) throw new Obstacle(away);
  return faultsIn((await response.json()) as Record<string, unknown>);
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(5_000) });
  } catch (cause) {
    throw new Obstacle(away, { cause });
  }
}
