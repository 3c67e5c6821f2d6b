import { describe, expect, it } from 'vitest';
import { amira, at, dina, nikolai, sergei, words } from '../support/cast.ts';
import { claims, restores } from '../support/deeds.ts';
import { asks, opened, tell, ticketAfter, typesOf } from '../support/story.ts';

const assigns = (userId: string) => asks(sergei, at('09:10'), { type: 'assign', userId });
const lets = asks(sergei, at('09:20'), { type: 'unassign' });
const handsTo = (team: string) => asks(dina, at('09:30'), { type: 'handOver', team, texts: words('note') });
const escalates = asks(dina, at('09:10'), { type: 'escalate', to: { team: 'noc' }, texts: words('reason') });

describe('a claim', () => {
  it('takes a new ticket into work', () => {
    const story = tell(opened(), claims(amira, '09:05'));
    expect(typesOf(story)).toEqual(['workStarted', 'assigned']);
    expect(story.ticket).toMatchObject({ status: 'inProgress', assigneeId: amira.id });
  });

  it('by whoever has the ticket already changes nothing', () => {
    const once = tell(opened(), claims(amira, '09:05'));
    expect(tell(once, claims(amira, '09:06'))).toEqual(once);
  });
});

describe('an assignment', () => {
  it('by somebody else is the same event, with who did it', () => {
    const { entries } = tell(opened(), assigns(amira.id));
    expect(entries.at(-1)).toMatchObject({ type: 'assigned', by: { id: sergei.id }, data: { userId: amira.id } });
  });

  it('goes over to another person', () => {
    expect(ticketAfter(claims(amira, '09:05'), assigns(nikolai.id)).assigneeId).toBe(nikolai.id);
  });

  it('ends, and says whose it was', () => {
    const story = tell(opened(), claims(amira, '09:05'), lets);
    expect(story.entries.at(-1)?.data).toEqual({ userId: amira.id });
    expect(story.ticket).toMatchObject({ assigneeId: null, status: 'inProgress' });
  });

  it('that there is none ends without a trace', () => {
    expect(tell(opened(), lets)).toEqual(opened());
  });

  it('is possible while the customer is asked', () => {
    expect(ticketAfter(claims(amira, '09:05'), restores(amira, '09:08'), assigns(nikolai.id)).status).toBe('resolved');
  });
});

describe('a hand-over', () => {
  it('gives the ticket to another team, which claims it for itself', () => {
    const story = tell(opened(), claims(amira, '09:05'), handsTo('noc'));
    expect(story.entries.at(-1)?.data).toEqual({ team: 'noc', from: 'desk' });
    expect(story.ticket).toMatchObject({ team: 'noc', assigneeId: null });
  });

  it('of a new ticket is work on it', () => {
    expect(typesOf(tell(opened(), handsTo('field')))).toEqual(['workStarted', 'handedOver']);
  });

  it('to the team that has it changes nothing', () => {
    const once = tell(opened(), claims(amira, '09:05'));
    expect(tell(once, handsTo('desk'))).toEqual(once);
  });
});

describe('an escalation by hand', () => {
  it('says whom, and leaves status and demand as they are', () => {
    const story = tell(opened(), escalates);
    expect(story.entries.at(-1)?.data).toEqual({ to: { team: 'noc' }, because: 'byHand' });
    expect(story.ticket).toMatchObject({ status: 'acknowledged', etaDemand: { escalated: false } });
  });
});
