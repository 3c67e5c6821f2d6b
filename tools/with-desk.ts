import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program } from '../runtime/program.ts';
import { checkoutDir } from './cache.ts';
import { childEnvironment, readPlan } from './desk/plan.ts';
import { Obstacle } from './obstacle.ts';
import { rememberedPorts } from './ports.ts';
import { secretsOf } from './secrets.ts';

// with-desk.ts <file> [arguments]: runs a program on the desk that `npm start` brought up in this checkout, or, where
// DATABASE_URL is given, on that one.

await program(async () => {
  const [node = '', , file = '', ...args] = process.argv;
  const plan = readPlan(process.env);
  if (plan.embeds.database) {
    const ports = rememberedPorts(plan.dataDir);
    if (ports === null) throw new Obstacle('There is no desk here: run `npm start` first, or set DATABASE_URL.');
    Object.assign(process.env, childEnvironment(plan, ports, secretsOf(plan.dataDir)));
  }
  const path = resolve(checkoutDir, file);
  process.argv = [node, path, ...args];
  await import(pathToFileURL(path).href);
  return Number(process.exitCode ?? 0);
});
