import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './file-lock.mjs';

// Plain JavaScript without dependencies: it runs before there are any.

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Checks Node and installs the packages if they are absent or not those of the lockfile. Ends the process if it can't. */
export async function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(`Node ${process.versions.node} is too old: install Node 20.19 or newer (https://nodejs.org).`);
  }
  if (isInstalled()) return;
  await withLock(lockPath(), async () => (isInstalled() ? undefined : install()), sayOnce());
}

function sayOnce() {
  let isSaid = false;
  return (holder) => {
    if (!isSaid) console.log(`  … Packages: process ${holder?.pid} installs them, waits for that`);
    isSaid = true;
  };
}

// npm leaves a copy of what it has installed; a package of the lockfile that it lacks may only be an optional one.
function isInstalled() {
  const hidden = join(checkout, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = packagesIn(join(checkout, 'package-lock.json'));
  const present = packagesIn(hidden);
  return Object.entries(wanted).every(([path, { version, integrity, optional, peer }]) => {
    const found = present[path];
    if (path === '') return true;
    if (found === undefined) return optional === true || peer === true;
    return found.version === version && found.integrity === integrity;
  });
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

// Not in the checkout, where npm ci might clear it away, and known to everybody who uses this checkout.
function lockPath() {
  const hash = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return join(tmpdir(), `helpdesk-install-${process.getuid?.() ?? 0}-${hash}.lock`);
}

async function install() {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(0);
  console.log('  → Packages (npm ci)');
  const timer = setInterval(() => console.log(`  … Packages: ${howFar()} (${seconds()} s)`), 5_000);
  const { code, output } = await npmCi();
  clearInterval(timer);
  if (code !== 0) giveUp(whyNot(output));
  console.log(`  ✓ Packages (${seconds()} s)`);
}

// Packages of other platforms never come, so only those that must are counted.
function howFar() {
  const wanted = Object.entries(packagesIn(join(checkout, 'package-lock.json'))).filter(
    ([path, { optional }]) => path !== '' && optional !== true,
  );
  const present = wanted.filter(([path]) => existsSync(join(checkout, path, 'package.json')));
  return `${present.length} of ${wanted.length}`;
}

function npmCi() {
  return new Promise((done) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: checkout,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

const sentences = [
  [/ENOSPC/, 'The disk is full: the packages need 1 GB, free some space and start again.'],
  [/EACCES|EPERM|EROFS/, `${checkout} is not writable: change its owner, or use a checkout of your own.`],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network|ERR_SOCKET_TIMEOUT/,
    'The npm registry cannot be reached: check the network or npm config get registry, then start again.',
  ],
  [/spawn npm ENOENT/, 'npm is missing: install it with Node (https://nodejs.org).'],
];

function whyNot(output) {
  const known = sentences.find(([pattern]) => pattern.test(output));
  return known === undefined ? `The packages could not be installed:\n${output.trim()}` : known[1];
}

function giveUp(sentence) {
  console.error(`\n  ✗ ${sentence}`);
  process.exit(1);
}
