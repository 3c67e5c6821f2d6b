import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout, ensureInstalled } from './ensure-installed.mjs';
import { readEnvironmentFile } from './environment-file.mjs';

// node scripts/run.mjs <file> [arguments]: runs a TypeScript file, in this process, so that signals and the exit code
// are its own and nothing is left behind when it is killed.

const [node, , file, ...args] = process.argv;
if (file === undefined) {
  console.error('Usage: node scripts/run.mjs <file.ts> [arguments]');
  process.exit(2);
}
await ensureInstalled();
readEnvironmentFile();
const { register } = await import('tsx/esm/api');
register();
const path = resolve(checkout, file);
process.argv = [node, path, ...args];
await import(pathToFileURL(path).href);
