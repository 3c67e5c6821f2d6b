import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifySelf, isAlive } from './process-identity.mjs';

// Plain JavaScript without dependencies: it also guards the installation itself. Types are in file-lock.d.mts.
//
// The lock is a file that says who holds it. A link makes it appear with its content or not at all, and a holder that
// was killed is seen at once, so that the next start need not wait for a lease to run out.

let drafts = 0;

export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${drafts++}`;
  const content = JSON.stringify(identifySelf());
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    return claim(path, draft) ? () => release(path, content) : null;
  } finally {
    rmSync(draft, { force: true });
  }
}

export async function withLock(path, work, whileWaiting = () => undefined) {
  let unlock = tryLock(path);
  while (unlock === null) {
    whileWaiting(lockHolder(path));
    await pause(100);
    unlock = tryLock(path);
  }
  try {
    return await work();
  } finally {
    unlock();
  }
}

export function lockHolder(path) {
  const holder = parsed(read(path));
  return holder !== null && isAlive(holder) ? holder : null;
}

function claim(path, draft) {
  for (;;) {
    if (link(draft, path)) return true;
    const content = read(path);
    if (content === null) continue;
    const holder = parsed(content);
    if (holder !== null && isAlive(holder)) return false;
    removeStale(path, content);
  }
}

// Two may find the same dead holder: who moves the file away looks whether it is still that one, and puts back a
// living one that came between.
function removeStale(path, content) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== content) link(aside, path);
  rmSync(aside, { force: true });
}

function release(path, content) {
  if (read(path) === content) rmSync(path, { force: true });
}

function link(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function parsed(content) {
  try {
    return content === null ? null : JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
