import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connect, type Database } from '../../db/client.ts';
import { isExchangeConnected } from '../../db/telephony/line.ts';
import { createLogger } from '../../runtime/logger.ts';
import { readTelephonyConfig } from '../../telephony/config.ts';
import { serve, type Serving } from '../../telephony/serve.ts';
import { startAriPeer, type AriPeer } from '../support/ari-peer.ts';
import { whyNoPostgres } from '../support/database.ts';
import { eventually, soon } from '../support/eventually.ts';
import { describeUnless } from '../support/provided.ts';
import { olegsPhone, startTelephoneDesk, type TelephoneDesk } from '../support/telephone-desk.ts';

describeUnless(whyNoPostgres, 'the line to an exchange that behaves ill', () => {
  let peer: AriPeer;
  let desk: TelephoneDesk;
  let database: Database;
  let serving: Serving;
  let log: string;

  beforeEach(async () => {
    peer = await startAriPeer();
    desk = await startTelephoneDesk();
    database = connect(desk.api.appUrl);
    log = '';
    serving = holds(peer.url);
    await isConnected();
  });
  afterEach(async () => {
    await serving?.stop();
    await peer?.close();
    await database?.close();
    await desk?.close();
  });

  const holds = (ariUrl: string) => {
    const into = new Writable({ write: (chunk, _encoding, next) => ((log += String(chunk)), next()) });
    const config = readTelephonyConfig({ ...desk.toExchange(ariUrl), CALL_PATIENCE: 'PT1M' });
    return serve(config, database, createLogger('telephony', 'info', into));
  };
  const isConnected = () => eventually(() => isExchangeConnected(database.db), { withinMs: 20_000 });
  const ringsAt = (...endpoints: string[]) => soon(() => expect(peer.ringing().toSorted()).toEqual(endpoints));
  const isOver = () => soon(async () => expect((await desk.live()).map(({ state }) => state)).not.toContain('talking'));
  const isLogged = (count: number) => soon(async () => expect(await desk.looseCalls()).toHaveLength(count), 30_000);

  it('that tells everything three times has one call of it, and one record', async () => {
    peer.stutters(3);
    const caller = peer.rings('+79160000121');
    await ringsAt('PJSIP/101', 'PJSIP/102');
    peer.picksUp('PJSIP/101');
    await desk.liveOnce('talking');
    await ringsAt();
    peer.hangsUp(caller);
    await isLogged(1);
    await isOver();
    expect(await desk.looseCalls()).toMatchObject([{ outcome: 'answered', loggedBy: desk.agents['101'] }]);
    expect(await desk.tasks()).toEqual([]);
    await soon(() => expect(peer.lines()).toBe(0));
  });

  it('that says what nobody understands goes on', async () => {
    for (const frame of [
      '{',
      '[]',
      '"x"',
      '{"type":5}',
      '{"type":"StasisStart"}',
      '{"type":"StasisStart","channel":{"id":1}}',
    ]) {
      peer.says(frame);
    }
    peer.rings(olegsPhone);
    expect(await desk.liveOnce('ringing')).toMatchObject({ phone: olegsPhone });
  });

  it('that sends more than any event is cut off, and called again', async () => {
    peer.says(' '.repeat(2 * 1024 * 1024));
    await soon(() => expect(log).toContain('the exchange is let go'));
    peer.rings(olegsPhone);
    await isConnected();
    expect(await desk.liveOnce('ringing')).toMatchObject({ phone: olegsPhone });
  });

  it('that can’t ring one phone rings the others', async () => {
    peer.refuses('POST /channels', 500);
    peer.rings(olegsPhone);
    await soon(() => expect(peer.ringing()).toHaveLength(1));
  });

  it('that fails in the middle is compared with what the desk believes, until they agree', async () => {
    const caller = peer.rings(olegsPhone);
    await ringsAt('PJSIP/101', 'PJSIP/102');
    peer.refuses('POST /bridges/', 503, 2);
    peer.picksUp('PJSIP/102');
    await soon(() => expect(peer.asked.filter((one) => one.endsWith('/addChannel'))).not.toEqual([]), 15_000);
    expect(await desk.liveOnce('talking')).toMatchObject({ channel: caller, agentId: desk.agents['102'] });
  });

  it('that cuts the connection finds its calls where it left them, those that ended meanwhile too', async () => {
    const gone = peer.rings(olegsPhone);
    await desk.liveOnce('ringing');
    peer.cut();
    peer.hangsUp(gone);
    const waiting = peer.rings('+79160000121');
    await soon(async () => {
      const calls = new Map((await desk.live()).map(({ channel, state }) => [channel, state]));
      expect([calls.get(gone), calls.get(waiting)]).toEqual(['over', 'ringing']);
    }, 20_000);
    expect(await desk.logged()).toMatchObject([{ outcome: 'noAnswer', interrupted: true }]);
    expect(await desk.tasks()).toMatchObject([{ purpose: 'callBack', phone: olegsPhone }]);
  });

  it('that falls silent on an open connection is called again', async () => {
    peer.freeze();
    await soon(() => expect(log).toContain('it is silent'), 20_000);
    await isConnected();
  });

  it('that gives our place to another program is called again', async () => {
    peer.says(JSON.stringify({ type: 'ApplicationReplaced', application: 'helpdesk' }));
    await soon(() => expect(log).toContain('another process took the application over'));
    await isConnected();
  });

  it('that lets nobody in is asked again, and the desk says that there is none', async () => {
    await serving.stop();
    serving = holds(peer.url.replace('secret', 'guess'));
    await soon(() => expect(log).toContain('the exchange refuses us with 401'));
    expect(await isExchangeConnected(database.db)).toBe(false);
    expect(log).not.toMatch(/guess|secret/);
  });

  it('that brings 200 calls at once keeps every one, and rings no more phones than there are agents', async () => {
    const began = performance.now();
    const callers = Array.from({ length: 200 }, (_, index) => peer.rings(`+7916100${String(1000 + (index % 50))}`));
    await soon(async () => expect(await desk.live()).toHaveLength(200), 30_000);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(peer.ringing()).toEqual(['PJSIP/101', 'PJSIP/102']);
    peer.picksUp('PJSIP/101');
    expect(await desk.liveOnce('talking')).toMatchObject({ channel: callers[0] });
    for (const caller of callers) peer.hangsUp(caller);
    await isLogged(200);
    await soon(async () => expect(new Set((await desk.live()).map(({ state }) => state))).toEqual(new Set(['over'])));
    const tasks = await desk.tasks();
    expect(tasks.every(({ purpose }) => purpose === 'callBack')).toBe(true);
    expect(new Set(tasks.map(({ phone }) => phone)).size).toBe(tasks.length);
    expect(tasks).toHaveLength(50);
    expect(log).not.toContain('7916100');
  });
});
