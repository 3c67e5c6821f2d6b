import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startEngine } from '../support/engine.ts';
import { startDesk } from '../support/running-desk.ts';
import { report, type Seen } from '../support/tickets-by-api.ts';

it('scratch', async () => {
  const own = await startEngine();
  const desk = await startDesk({ engine: own });
  const t0 = performance.now();
  const say = (what: string) => console.log(`${Math.round(performance.now() - t0)} ${what}`);
  try {
    const amira = await desk.as('agent');
    await Promise.all(Array.from({ length: 5 }, (_, i) => amira.insist<Seen>('POST', '/tickets', report(`a${i}@x.example`))));
    say('opened 5');
    const more = Promise.all(Array.from({ length: 5 }, async (_, i) => {
      await pause(300 * i);
      const { number } = await amira.insist<Seen>('POST', '/tickets', report(`b${i}@x.example`));
      say(`opened ${number}`);
      await amira.insist('PUT', `/tickets/${number}/assignee`);
      say(`claimed ${number}`);
    }));
    await own.killPostgres();
    say('postgres killed');
    await pause(1000);
    await own.startPostgres();
    say('postgres back');
    for (let i = 0; i < 20; i++) {
      const health = await fetch(desk.url + '/readyz').then((r) => r.status, (e) => String(e.cause ?? e));
      say(`api ${health}`);
      if (health === 200) break;
      await pause(1000);
    }
    await more;
    say('all done');
    await pause(3000);
  } finally {
    console.log(desk.api.log.slice(-25).map((l) => JSON.stringify(l).slice(0, 400)).join('\n'));
    console.log('WORKER', desk.worker.log.filter((l) => l.level !== 'info').slice(-15).map((l) => JSON.stringify(l).slice(0, 300)).join('\n'));
    await desk.close().catch(console.log);
    await own.stop();
  }
  expect(1).toBe(1);
});
