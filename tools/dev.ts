import { deskPrograms } from './desk/programs.ts';
import { runDesk } from './desk/run.ts';

await runDesk(deskPrograms, true);
