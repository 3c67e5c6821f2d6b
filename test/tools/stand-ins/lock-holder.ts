import { tryLock } from '../../../scripts/file-lock.mjs';

// Takes a lock and keeps it until it is killed.

console.log(tryLock(process.argv[2] ?? '') === null ? 'refused' : 'locked');
setInterval(() => undefined, 60_000);
