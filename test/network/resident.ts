import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Namespaces } from './namespaces.ts';
import type { Host } from './topology.ts';

/** A program of ours that lives in a host: Node cannot change its namespace, so it has to start there. */
export interface Resident<Question, Answer> {
  ask(question: Question): Promise<Answer>;
}

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly failed?: string;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

const root = join(import.meta.dirname, '../..');
const beingThere = 0;

/** Starts a file of this folder in a host, and waits until it says that it is there. It ends with its namespace. */
export async function startResident<Question, Answer>(
  namespaces: Namespaces,
  host: Host,
  file: string,
): Promise<Resident<Question, Answer>> {
  const program = [process.execPath, '--import', 'tsx', join(import.meta.dirname, file)];
  const child = spawn('ip', ['netns', 'exec', namespaces.named(host), ...program], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, Waiting>();
  const heard = (id: number) => new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
  child.on('message', (reply: Reply) => settle(waiting, reply));
  child.on('exit', (code) => waiting.forEach(({ reject }) => reject(new Error(`${file} left with code ${code}`))));
  await heard(beingThere);
  let asked = beingThere;
  return {
    ask: (question) => {
      const id = (asked += 1);
      const answer = heard(id) as Promise<Answer>;
      child.send({ id, question }, (error) => error && settle(waiting, { id, failed: error.message }));
      return answer;
    },
  };
}

function settle(waiting: Map<number, Waiting>, { id, answer, failed }: Reply): void {
  const one = waiting.get(id);
  waiting.delete(id);
  if (failed === undefined) one?.resolve(answer);
  else one?.reject(new Error(failed));
}

/** The resident's own side: says that it is there, and answers until its starter is gone. */
export function reside<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  const say = (reply: Reply) => void process.send?.(reply);
  process.on('message', ({ id, question }: { id: number; question: Question }) => {
    answer(question).then(
      (answered) => say({ id, answer: answered }),
      (error: unknown) => say({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.once('disconnect', () => process.exit());
  say({ id: beingThere });
}
