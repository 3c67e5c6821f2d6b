import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from './ensure-installed.mjs';

/** Takes what .env in the checkout says and the environment does not. */
export function readEnvironmentFile() {
  const path = join(checkout, '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}
