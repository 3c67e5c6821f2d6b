import { join } from 'node:path';
import { program } from '../runtime/program.ts';
import { Obstacle } from '../tools/obstacle.ts';
import { ask } from './ask.ts';

await program(async () => {
  const dataDir = process.env['HELPDESK_DATA_DIR'];
  if (!dataDir)
    throw new Obstacle('The demo’s network comes with `npm start` on its own database: unset DATABASE_URL.');
  console.log(await ask(join(dataDir, 'network'), process.argv.slice(2)));
});
