import { v7 } from 'uuid';
import { beforeEach, expect, it } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import { instantOf } from '../../domain/instant.ts';
import {
  scheduledWorksWorkflowId,
  scheduledWorksWorkflowType,
  ticketQueue,
  worksCalledOff,
} from '../../workflows/messages.ts';
import { soon } from '../support/eventually.ts';
import { ownWorkflows } from '../support/own-workflows.ts';
import { describeUnless } from '../support/provided.ts';
import { keepHistory } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What was done and when, in the server's time, an hour being 1; `awayFor` more times no mail goes out. */
let done: { what: string; atMs: number }[] = [];
let awayFor = 0;
let lefts: boolean[] = [];

async function note(what: string): Promise<void> {
  done.push({ what, atMs: await env().currentTimeMs() });
}
const tellOfWorks: Activities['tellOfWorks'] = async () => {
  await note('told');
  if (awayFor-- > 0) throw new Error('451 try again later');
  return { left: lefts.shift() ?? false };
};
const linkTickets: Activities['linkTickets'] = () => note('linked');
const endWorks: Activities['endWorks'] = () => note('ended');

const env = ownWorkflows({ local: { linkTickets, endWorks }, mails: { tellOfWorks } });
beforeEach(() => {
  done = [];
  awayFor = 0;
  lefts = [];
});

/** Works that begin so many milliseconds from now and take four hours. */
async function planned(beginsInMs: number, { calledOff = false } = {}) {
  const nowMs = await env().currentTimeMs();
  const fromMs = nowMs + beginsInMs;
  const worksId = v7();
  const window = { from: instantOf(fromMs), to: instantOf(fromMs + 4 * hour) };
  const handle = await env().client.workflow.start(scheduledWorksWorkflowType, {
    ...{ taskQueue: ticketQueue, workflowId: scheduledWorksWorkflowId(worksId) },
    args: [{ worksId, window, calledOff }],
  });
  /** What was done, and how many hours before (-) or after the begin. */
  const deeds = () => done.map(({ what, atMs }) => `${what} ${Math.round((atMs - fromMs) / hour)}`);
  return { handle, deeds };
}

describeUnless(whyNoTimeSkipping, 'the workflow of scheduled works', () => {
  it('tells customers five days ahead, links tickets at the begin, frees parts at the end', async () => {
    const { handle, deeds } = await planned(30 * day);
    await handle.result();
    expect(deeds()).toEqual(['told -120', 'linked 0', 'ended 4']);
    await keepHistory(env(), handle, 'scheduled-works');
  });

  it('tells customers at once where the works begin sooner', async () => {
    const { handle, deeds } = await planned(2 * day);
    await handle.result();
    expect(deeds()).toEqual(['told -48', 'linked 0', 'ended 4']);
  });

  it('tells on where there was too little time for all', async () => {
    lefts = [true, true];
    const { handle, deeds } = await planned(2 * day);
    await handle.result();
    expect(deeds()).toEqual(['told -48', 'told -48', 'told -48', 'linked 0', 'ended 4']);
  });

  it('begins and ends on time while the mail server is away', async () => {
    awayFor = 200;
    const { handle, deeds } = await planned(hour);
    await handle.result();
    expect(deeds().filter((deed) => !deed.startsWith('told'))).toEqual(['linked 0', 'ended 4']);
    expect(deeds().filter((deed) => deed.startsWith('told'))).toHaveLength(201);
  });

  it('does at once what it has missed', async () => {
    const { handle, deeds } = await planned(-3 * day);
    await handle.result();
    expect(deeds().toSorted()).toEqual(['ended 72', 'linked 72', 'told 72']);
  });

  it('tells customers again when the works are called off, and does nothing more', async () => {
    const { handle, deeds } = await planned(2 * day);
    await soon(() => expect(done).toHaveLength(1));
    await handle.signal(worksCalledOff);
    await handle.result();
    expect(deeds()).toEqual(['told -48', 'told -48']);
    await keepHistory(env(), handle, 'works-called-off');
  });

  it('leaves off in the middle of works that are called off', async () => {
    const { handle, deeds } = await planned(-hour);
    await soon(() => expect(deeds()).toContain('linked 1'));
    await handle.signal(worksCalledOff);
    await handle.result();
    expect(deeds().toSorted()).toEqual(['linked 1', 'told 1', 'told 1']);
  });

  it('begins with what is left where the works were called off before it could', async () => {
    const { handle, deeds } = await planned(2 * day, { calledOff: true });
    await handle.result();
    expect(deeds()).toEqual(['told -48']);
  });
});
