import { buildConsole, consoleFolder } from './build.ts';

// npm run build:console: for those who start the API themselves.

const folder = consoleFolder();
await buildConsole(folder, (howFar) => console.error(`  … ${howFar}`));
console.log(`HELPDESK_CONSOLE_DIR=${folder}`);
