import { ensureInstalled } from './ensure-installed.mjs';
import { readEnvironmentFile } from './environment-file.mjs';

// npm start: installs what is missing, then brings the desk up.

await ensureInstalled();
readEnvironmentFile();
const { register } = await import('tsx/esm/api');
register();
await import('../tools/start.ts');
