import { expect, it } from 'vitest';
import type { EventData, EventType } from '../../domain/events.ts';
import type { Terms } from '../../domain/terms.ts';
import type { Visit } from '../../domain/visit/visit.ts';
import { amira, quietTerms, sergei, vera, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { aPart, theRouter } from '../support/field-deeds.ts';
import { ownField, type FieldDay, type FieldTicket } from '../support/field-on-engine.ts';
import { verdictOf } from '../support/line-deeds.ts';
import { describeUnless } from '../support/provided.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';
import { engineer } from '../support/visits-on-database.ts';

const day = ownField();

const [ivan, maria] = [engineer(1), engineer(2)];

/** What a contract promises of the field and nothing else: no other moment of time comes in between. */
const ofField = { ...quietTerms.priorities.P1, dispatch: 'automatic' } as const;
const terms: Terms = {
  ...quietTerms,
  eta: { ...quietTerms.eta, firstWithin: 'P30D' },
  priorities: {
    P1: { ...ofField, arrival: 'PT1H', replacement: 'PT4H' },
    P2: { ...ofField, arrival: 'PT4H', replacement: 'PT8H' },
    P3: ofField,
    P4: ofField,
  },
};
const urgent = { terms, priority: 'P1' } as const;

const well = verdictOf('noFaultFound');
const cut = verdictOf('linkDown');

const deadRouter = {
  type: 'confirmZone',
  zone: 'cpe',
  party: 'operator',
  hardware: true,
  element: theRouter,
  texts: words('note'),
} as const;
const withdrawn = {
  type: 'cancel',
  kind: 'withdrawn',
  texts: words('reason'),
  evidence: { call: { callId: 'call-1', contactId: vera.id, direction: 'in' } },
} as const;

function atWork({ field, after }: FieldDay, ...engineers: (typeof ivan)[]): void {
  for (const one of engineers) field.comesToWork(one, { from: after(-60), to: after(600) });
}

/** What the protocol says of visits and parts, in order; how pressing a visit is the clocks say better. */
function said({ protocol }: FieldTicket): string[] {
  const told = /^(visit|engineer|part|nobodyFree)/;
  return protocol.types.filter((type) => told.test(type) && type !== 'visitUrgencyChanged');
}

function dataOf<T extends EventType>({ protocol }: FieldTicket, type: T): EventData[T][] {
  return protocol.entries.filter((entry) => entry.type === type).map(({ data }) => data as EventData[T]);
}

function told({ protocol }: FieldTicket): string[] {
  return protocol.told.map(({ cause }) => cause);
}

function clock({ protocol }: FieldTicket, name: 'arrival' | 'replacement') {
  return protocol.ticket.clocks?.find((one) => one.name === name);
}

/** The ticket's last visit, once it stands so. */
async function visitStands(ticket: FieldTicket, as: Partial<Visit>): Promise<Visit> {
  await soon(() => expect(ticket.visits().at(-1)).toMatchObject(as));
  return ticket.visits().at(-1)!;
}

/** A dead router, found by a person after tests that found nothing. */
async function routerIsDead({ opens }: FieldDay, differences: Parameters<FieldDay['opens']>[0] = urgent) {
  const ticket = await opens(differences, [well]);
  await soon(() => expect(ticket.protocol.types).toContain('faultLocalized'));
  await ticket.asks(amira, deadRouter);
  return ticket;
}

/**
 * The customer's word ends the ticket, and with it the workflows. Not while tests come home: the server trips over an
 * activity that is taken back as it ends.
 */
async function isWithdrawn(ticket: FieldTicket): Promise<void> {
  await soon(() => {
    const { field, localization } = ticket.protocol.ticket;
    expect([field?.testOwed, localization?.underWay]).toEqual([false, null]);
  });
  await soon(async () => expect((await ticket.handle.describe()).raw.pendingActivities ?? []).toEqual([]));
  await ticket.asks(sergei, withdrawn);
  expect(await ticket.handle.result()).toBe('cancelled');
}

describeUnless(whyNoTimeSkipping, 'a ticket and its visits', () => {
  it('have dead hardware replaced in time: booked at once, its part reserved, used, and the line found well', () =>
    day(async (story) => {
      const { field, after, passes, does, replaces } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Урал', 1);
      const ticket = await routerIsDead(story);
      const visit = await visitStands(ticket, { status: 'offered', engineerId: ivan.id, cause: 'hardware' });
      expect(visit.window!.from).toBe(field.stores.readyAt(visit.id));
      await does(visit, ivan, { type: 'accept' });
      await passes(50);
      await does(visit, ivan, { type: 'arrive', happenedAt: after(50) });
      await passes(90);
      await replaces(visit, ivan, { type: 'complete', zone: 'cpe', happenedAt: after(90) });
      await soon(() => expect(clock(ticket, 'replacement')).toMatchObject({ state: 'met', metAt: after(90) }));
      expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(50), breachedAt: null });
      expect(said(ticket)).toEqual([
        ...['visitProposed', 'partReserved', 'visitBooked', 'visitAccepted', 'engineerArrived'],
        ...['visitCompleted', 'partUsed'],
      ]);
      expect(dataOf(ticket, 'localizationStarted').at(-1)).toMatchObject({ because: 'visited' });
      expect(field.stores.sources).toMatchObject([{ onHand: 0, reserved: 0 }]);
      expect(await story.run(visit).result()).toBe('completed');
      await isWithdrawn(ticket);
      await story.keeps(ticket.handle, 'field-replaced-in-time');
    }));

  it('are served by the second engineer where the first is silent', () =>
    day(async (story) => {
      const { after, passes, does } = story;
      atWork(story, ivan, maria);
      const ticket = await story.opens(urgent, [cut, well]);
      await visitStands(ticket, { status: 'offered', engineerId: ivan.id, cause: 'verdict' });
      await passes(12);
      const visit = await visitStands(ticket, { status: 'offered', engineerId: maria.id });
      await does(visit, maria, { type: 'accept' });
      await passes(55);
      await does(visit, maria, { type: 'arrive', happenedAt: after(55) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(55) }));
      expect(dataOf(ticket, 'clockMet')).toMatchObject([{ clock: 'arrival', dueAt: after(60), late: false }]);
      expect(said(ticket)).toEqual([
        ...['visitProposed', 'visitBooked', 'visitUnbooked', 'visitBooked', 'visitAccepted', 'engineerArrived'],
      ]);
      expect(dataOf(ticket, 'visitUnbooked')).toMatchObject([{ engineerId: ivan.id, because: 'notAccepted' }]);
      await does(visit, maria, { type: 'complete', zone: 'access' });
      await soon(() => expect(dataOf(ticket, 'faultLocalized')).toHaveLength(2));
      expect(await story.run(visit).result()).toBe('completed');
      await isWithdrawn(ticket);
    }));

  it('wait for a part from the far warehouse, in time where the contract leaves time for it', () =>
    day(async (story) => {
      const { field, after, passes, does } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Сибирь', 1);
      const ticket = await routerIsDead(story, { terms, priority: 'P2' });
      const visit = await visitStands(ticket, { status: 'offered', engineerId: ivan.id });
      const [{ readyAt }] = dataOf(ticket, 'partReserved') as [EventData['partReserved']];
      expect(readyAt > after(135) && readyAt < after(136)).toBe(true);
      expect(visit.window!.from).toBe(readyAt);
      await does(visit, ivan, { type: 'accept' });
      await passes(140);
      await does(visit, ivan, { type: 'arrive', happenedAt: after(140) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(140) }));
      expect(clock(ticket, 'arrival')!.breachedAt).toBeNull();
      await isGoneHome(story, ticket);
    }));

  it('say so where a part from far away comes later than the contract wants somebody there', () =>
    day(async (story) => {
      const { field, after, passes, does } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Сибирь', 1);
      const ticket = await routerIsDead(story);
      const visit = await visitStands(ticket, { status: 'offered', engineerId: ivan.id });
      const [{ readyAt }] = dataOf(ticket, 'partReserved') as [EventData['partReserved']];
      expect(visit.window!.from).toBe(readyAt);
      expect(dataOf(ticket, 'visitBooked')[0]!.why.en).toContain('later than wanted');
      await does(visit, ivan, { type: 'accept' });
      const promised = dataOf(ticket, 'clockStarted').find((one) => one.clock === 'arrival')!.dueAt;
      await passes(61);
      await soon(() => expect(dataOf(ticket, 'clockBreached')).toMatchObject([{ clock: 'arrival', dueAt: promised }]));
      await passes(140);
      await does(visit, ivan, { type: 'arrive', happenedAt: after(140) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(140) }));
      expect(clock(ticket, 'arrival')!.breachedAt).toBe(promised);
      await isGoneHome(story, ticket);
    }));

  it('send somebody again by themselves after a failure that was ours, and the arrival counts anew', () =>
    day(async (story) => {
      const { field, after, passes, does } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Урал', 1);
      const ticket = await routerIsDead(story);
      const first = await visitStands(ticket, { status: 'offered' });
      await does(first, ivan, { type: 'accept' });
      await passes(50);
      await does(first, ivan, { type: 'arrive', happenedAt: after(50) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met' }));
      await passes(60);
      await does(first, ivan, { type: 'fail', fault: 'operator', happenedAt: after(60) });
      const second = await visitStands(ticket, { status: 'offered', cause: 'again', dispatch: 'automatic' });
      expect(await story.run(first).result()).toBe('unableToComplete');
      const counted = dataOf(ticket, 'clockStarted').filter((one) => one.clock === 'arrival');
      expect(counted).toMatchObject([{ because: 'needed' }, { because: 'failed', dueAt: after(120) }]);
      await soon(() => expect(told(ticket)).toContain('visitMissed'));
      await does(second, ivan, { type: 'accept' });
      await passes(110);
      await does(second, ivan, { type: 'arrive', happenedAt: after(110) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(110) }));
      const perVisit = ['visitProposed', 'partReserved', 'visitBooked', 'visitAccepted', 'engineerArrived'];
      expect(said(ticket)).toEqual([...perVisit, 'visitFailed', 'partReleased', ...perVisit]);
      await isGoneHome(story, ticket);
      await story.keeps(ticket.handle, 'field-sent-again');
    }));

  it('only propose another visit where the customer was absent, who hears of it, and the arrival stays met', () =>
    day(async (story) => {
      const { after, passes, does } = story;
      atWork(story, ivan);
      const ticket = await story.opens(urgent, [cut]);
      const first = await visitStands(ticket, { status: 'offered' });
      await does(first, ivan, { type: 'accept' });
      await passes(50);
      await does(first, ivan, { type: 'arrive', happenedAt: after(50) });
      await passes(65);
      await does(first, ivan, { type: 'fail', fault: 'customer', happenedAt: after(65) });
      const second = await visitStands(ticket, { status: 'proposed', cause: 'again', dispatch: 'proposed' });
      expect(second.id).not.toBe(first.id);
      await soon(() => expect(told(ticket)).toContain('visitFailed'));
      await passes(85);
      const notBooked = expect.objectContaining({ because: 'visitNotBooked' });
      await soon(() => expect(dataOf(ticket, 'escalated')).toContainEqual(notBooked));
      expect(dataOf(ticket, 'visitBooked')).toHaveLength(1);
      expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(50), breachedAt: null });
      await isWithdrawn(ticket);
      expect(await story.run(second).result()).toBe('cancelled');
    }));

  it('give their time to an urgent one, and the customer who was promised it hears that it is moved', () =>
    day(async (story) => {
      const { after, does } = story;
      atWork(story, ivan);
      const planned = await story.opens({ terms, priority: 'P4' }, [cut]);
      const visit = await visitStands(planned, { status: 'offered' });
      await does(visit, ivan, { type: 'accept' });
      await soon(() => expect(told(planned)).toContain('visitAgreed'));
      const emergency = await story.opens(urgent, [cut]);
      const taken = await visitStands(emergency, { status: 'offered', engineerId: ivan.id });
      expect(taken.window).toEqual({ from: after(35), to: after(65) });
      const moved = await visitStands(planned, { status: 'offered', engineerId: ivan.id });
      expect(visit.window).toEqual({ from: after(35), to: after(95) });
      expect(moved.window!.from >= after(65 + 60)).toBe(true);
      await soon(() => expect(told(planned)).toContain('visitMoved'));
      expect(dataOf(planned, 'visitUnbooked')).toMatchObject([{ engineerId: ivan.id, because: 'preempted' }]);
      expect(said(planned)).toEqual([
        ...['visitProposed', 'visitBooked', 'visitAccepted', 'visitUnbooked', 'visitBooked'],
      ]);
      for (const ticket of [emergency, planned]) await isWithdrawn(ticket);
    }));

  it('call the engineer back who is on the way when the ticket is cancelled, and end only then', () =>
    day(async (story) => {
      const { field, after, passes, does } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Урал', 1);
      const ticket = await routerIsDead(story);
      const visit = await visitStands(ticket, { status: 'offered' });
      await does(visit, ivan, { type: 'accept' });
      await passes(20);
      await does(visit, ivan, { type: 'depart', happenedAt: after(20) });
      await visitStands(ticket, { status: 'enRoute' });
      await isWithdrawn(ticket);
      expect(said(ticket).slice(-3)).toEqual(['engineerDeparted', 'visitCancelled', 'partReleased']);
      expect(dataOf(ticket, 'visitCancelled')).toMatchObject([{ because: 'ticketOver', calledOff: ivan.id }]);
      expect(dataOf(ticket, 'partReleased')).toMatchObject([{ because: 'ticketOver', partId: aPart }]);
      expect(ticket.protocol.told).toContainEqual(
        expect.objectContaining({ cause: 'visitCalledOff', to: { userId: ivan.id } }),
      );
      expect(field.stores.sources).toMatchObject([{ onHand: 1, reserved: 0 }]);
      expect(await story.run(visit).result()).toBe('cancelled');
      await story.keeps(ticket.handle, 'field-called-back');
    }));

  it('go on where the service is restored while somebody is on site, and the ticket hears of the end', () =>
    day(async (story) => {
      const { field, after, passes, does, replaces } = story;
      atWork(story, ivan);
      field.stores.have(aPart, 'Урал', 1);
      const ticket = await routerIsDead(story);
      const visit = await visitStands(ticket, { status: 'offered' });
      await does(visit, ivan, { type: 'accept' });
      await passes(50);
      await does(visit, ivan, { type: 'arrive', happenedAt: after(50) });
      await soon(() => expect(clock(ticket, 'arrival')).toMatchObject({ state: 'met', metAt: after(50) }));
      await passes(70);
      await ticket.asks(amira, { type: 'resolve', zone: 'cpe', texts: words('cause', 'measures') });
      await soon(() => expect(ticket.protocol.ticket.localization?.afterRepair).toMatchObject({ passed: true }));
      expect(ticket.visits()).toMatchObject([{ status: 'onSite' }]);
      await passes(80);
      await replaces(visit, ivan, { type: 'complete', zone: 'cpe', happenedAt: after(80) });
      expect(await story.run(visit).result()).toBe('completed');
      expect(said(ticket).slice(-2)).toEqual(['visitCompleted', 'partUsed']);
      expect(ticket.protocol.types.indexOf('serviceRestored')).toBeLessThan(
        ticket.protocol.types.indexOf('visitCompleted'),
      );
      expect(ticket.protocol.ticket).toMatchObject({ status: 'resolved', owed: [] });
      expect(clock(ticket, 'replacement')).toMatchObject({ state: 'off', breachedAt: null });
      expect(ticket.visits()).toHaveLength(1);
    }));
});

/** Whoever is on site has done the work, the ticket is withdrawn, and nobody is left. */
async function isGoneHome({ does, run }: FieldDay, ticket: FieldTicket): Promise<void> {
  const visit = ticket.visits().at(-1)!;
  await does(visit, ivan, { type: 'complete', zone: 'cpe' });
  expect(await run(visit).result()).toBe('completed');
  await isWithdrawn(ticket);
}
