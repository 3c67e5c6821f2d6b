import { expect, it } from 'vitest';
import { amira, quietTerms, sergei, vera, words } from '../support/cast.ts';
import { soon } from '../support/eventually.ts';
import { verdictOf } from '../support/line-deeds.ts';
import { describeUnless } from '../support/provided.ts';
import { ownEngineDesk } from '../support/ticket-on-engine.ts';
import { whyNoTimeSkipping } from '../support/time-skipping.ts';

const desk = ownEngineDesk();

const cutThenWell = [verdictOf('linkDown'), verdictOf('noFaultFound')];

const restoring = { type: 'resolve', zone: 'access', texts: words('cause', 'measures') } as const;
const withdrawn = {
  type: 'cancel',
  kind: 'withdrawn',
  evidence: { call: { callId: 'call-1', contactId: vera.id, direction: 'in' } },
  texts: words('reason'),
} as const;

describeUnless(whyNoTimeSkipping, 'the tests of a line', () => {
  it('begin by themselves when a ticket opens, and again after the repair', async () => {
    await desk().story({ localizes: true, history: 'localized' }, async ({ protocol, asks }) => {
      protocol.verdicts = cutThenWell;
      await soon(() => expect(protocol.ticket.localization?.suspected).toMatchObject({ code: 'linkDown' }));
      await asks(amira, restoring);
      await soon(() => expect(protocol.ticket.localization?.afterRepair).toMatchObject({ episode: 1, passed: true }));
      expect(protocol.localized).toEqual({ begun: [1, 2], givenUp: [] });
    });
  });

  it('are repeated while a ticket waits for a fault that comes and goes', async () => {
    // No other moment of time beside these: the test server trips over a timer that is cancelled as it fires.
    const eta = { ...quietTerms.eta, firstWithin: 'P30D' };
    const story = { localizes: true, terms: { ...quietTerms, eta }, history: 'comes-and-goes' } as const;
    await desk().story(story, async ({ protocol, asks, passes }) => {
      protocol.verdicts = [verdictOf('intermittent')];
      await soon(() => expect(protocol.ticket.localization?.suspected).toMatchObject({ code: 'intermittent' }));
      await asks(amira, { type: 'wait', waitId: 'wait-1', for: 'internal', reason: 'observation', texts: {} });
      await passes(31);
      await soon(() => expect(protocol.localized.begun.length).toBeGreaterThanOrEqual(3));
      const causes = protocol.entries.flatMap((entry) =>
        entry.type === 'localizationStarted' ? [entry.data.because] : [],
      );
      expect(causes.slice(0, 3)).toEqual(['opened', 'interval', 'interval']);
    });
  });

  // After those that skip time: the test server skips none while an activity is out that its workflow has left.
  it('are given up when the ticket is cancelled', async () => {
    await desk().story({ localizes: true, history: 'tests-given-up' }, async ({ protocol, asks, handle }) => {
      await soon(() => expect(protocol.localized.begun).toEqual([1]));
      await asks(sergei, withdrawn);
      expect(await handle.result()).toBe('cancelled');
      await soon(() => expect(protocol.localized.givenUp).toEqual([1]));
      expect(protocol.types).not.toContain('faultLocalized');
    });
  });

  it('begin anew with another service, and those of the former one are given up', async () => {
    await desk().story({ localizes: true }, async ({ protocol, asks }) => {
      await soon(() => expect(protocol.localized.begun).toEqual([1]));
      const { contractId, terms, termsVersion, customerId } = protocol.ticket;
      const service = { serviceId: 'another', contractId, terms, termsVersion, customerId, chain: ['element-9'] };
      protocol.verdicts = [verdictOf('linkDown')];
      await asks(sergei, { type: 'identifyService', service, listed: [], texts: {} });
      await soon(() => expect(protocol.ticket.localization?.suspected).toMatchObject({ run: 2 }));
      await soon(() => expect(protocol.localized).toEqual({ begun: [1, 2], givenUp: [1] }));
    });
  });
});
