import { describe, expect, it } from 'vitest';
import { deadlines } from '../../domain/deadlines.ts';
import type { VerdictCode } from '../../domain/line/line.ts';
import { lineFails, runOwed, zoneOf } from '../../domain/localization.ts';
import { requestTests } from '../../domain/test-request.ts';
import { amira, at, opening, sergei, vera, words } from '../support/cast.ts';
import { claims, hears, restores, waits } from '../support/deeds.ts';
import { testsSay } from '../support/line-deeds.ts';
import {
  asks,
  happens,
  opened,
  refusalOf,
  tell,
  timePassesUntil,
  typesOf,
  type Step,
  type Story,
} from '../support/story.ts';

const testing = () => opened({ localizes: true });

const says = (code: VerdictCode, clock: string, run?: number) => testsSay(code, at(clock), run);

const wantsTests =
  (clock: string): Step =>
  (story) =>
    requestTests(story.ticket, { specificationIds: [] }, amira, at(clock)).reduce<Story>(
      (told, event) => happens(event)(told),
      story,
    );

const confirms: Step = asks(amira, at('09:30'), {
  type: 'confirmZone',
  ...{ zone: 'cpe', party: 'customer', hardware: true, element: null },
  texts: words('note'),
});

describe('a ticket that opens', () => {
  it('owes the tests of its line from the first moment', () => {
    expect(runOwed(testing().ticket)).toMatchObject({ run: 1, because: 'opened', startedAt: at('09:00') });
  });

  it('says at once that it cannot know where no element of the line is known', () => {
    const { ticket, entries } = opened({ localizes: true, chain: [] });
    expect(runOwed(ticket)).toBeNull();
    expect(entries.at(-1)).toMatchObject({ type: 'faultLocalized', data: { verdict: { code: 'notTestable' } } });
    expect(zoneOf(ticket)).toBe('unknown');
  });

  it('from before the desk tested lines owes none, and is tested when somebody asks', () => {
    const before = opened();
    expect(before.ticket.localization).toBeUndefined();
    expect(runOwed(tell(before, wantsTests('09:10')).ticket)).toMatchObject({ run: 1, because: 'asked' });
  });
});

describe('a verdict', () => {
  it('is what the desk suspects, until a person says otherwise', () => {
    const suspected = tell(testing(), says('linkDown', '09:01'));
    expect(zoneOf(suspected.ticket)).toBe('access');
    const confirmed = tell(suspected, confirms).ticket;
    expect(zoneOf(confirmed)).toBe('cpe');
    expect(confirmed.localization).toMatchObject({
      suspected: { zone: 'access', party: 'operator' },
      confirmed: { zone: 'cpe', party: 'customer', hardware: true },
    });
  });

  it('of a run that was overtaken changes nothing', () => {
    const again = tell(testing(), says('linkDown', '09:01'), wantsTests('09:10'));
    const { ticket } = tell(again, says('noFaultFound', '09:11', 1));
    expect(ticket.localization).toMatchObject({ underWay: { run: 2 }, suspected: { code: 'linkDown' } });
  });

  it('stops no clock and starts no wait by itself', () => {
    const before = testing();
    const { ticket } = tell(before, says('customerPower', '09:01'));
    expect(ticket.clocks).toEqual(before.ticket.clocks);
    expect(ticket.wait).toBeNull();
  });

  it('warns whoever wants to resolve, until a test finds the line well', () => {
    const failing = tell(testing(), says('linkDown', '09:01'));
    expect(lineFails(failing.ticket)).toBe(true);
    expect(lineFails(tell(failing, wantsTests('09:10'), says('noFaultFound', '09:11')).ticket)).toBe(false);
  });

  it.each(['probeBlind', 'notTestable', 'probeUplink'] as const)('of %s warns nobody', (code) => {
    expect(lineFails(tell(testing(), says(code, '09:01')).ticket)).toBe(false);
  });
});

describe('the line is tested again', () => {
  const tested = () => tell(testing(), says('linkDown', '09:01'), claims(amira, '09:05'));

  it('when somebody asks, once however often they do', () => {
    const asked = tell(tested(), wantsTests('09:10'), wantsTests('09:11'));
    expect(typesOf(asked).filter((type) => type === 'localizationStarted')).toHaveLength(2);
  });

  it('after the repair, and the ticket remembers whether it passed', () => {
    const restored = tell(tested(), restores(amira, '09:40'));
    expect(runOwed(restored.ticket)).toMatchObject({ run: 2, because: 'restored' });
    expect(restored.ticket.localization?.earlier).toEqual([]);
    const { localization } = tell(restored, says('noFaultFound', '09:41')).ticket;
    expect(localization?.afterRepair).toEqual({ episode: 1, passed: true, since: at('09:40') });
  });

  it('when the customer says that it is still broken', () => {
    const restored = tell(tested(), restores(amira, '09:40'), says('noFaultFound', '09:41'));
    const { ticket } = tell(restored, hears(amira, '10:00', vera, 'stillBroken'));
    expect(runOwed(ticket)).toMatchObject({ run: 3, because: 'reopened' });
    expect(ticket.localization?.earlier).toEqual([]);
  });

  it('never where nothing is known of the line: there is nothing to test', () => {
    const blind = opened({ localizes: true, chain: [] });
    const waiting = tell(blind, waits(amira, '09:10', { for: 'internal', reason: 'observation' }));
    expect(deadlines(waiting.ticket).map(({ what }) => what)).not.toContain('testsAgain');
  });

  it('every quarter of an hour while the ticket waits for a fault that comes and goes', () => {
    const waiting = tell(tested(), waits(amira, '09:10', { for: 'internal', reason: 'observation' }));
    expect(deadlines(waiting.ticket)).toContainEqual({ at: at('09:16'), what: 'testsAgain' });
    const again = tell(waiting, timePassesUntil(at('09:16')));
    expect(runOwed(again.ticket)).toMatchObject({ run: 2, because: 'interval' });
  });

  it('no more when the ticket is over', () => {
    const { ticket } = tell(tested(), wantsTests('09:10'), asks(amira, at('09:20'), mistaken));
    expect(runOwed(ticket)).toBeNull();
    expect(refusalOf(() => requestTests(ticket, { specificationIds: [] }, amira, at('09:30')))).toBe('ticketFinished');
  });
});

const mistaken = {
  type: 'cancel',
  kind: 'withdrawn',
  evidence: { call: { callId: 'call-1', contactId: vera.id, direction: 'in' } },
  texts: words('reason'),
} as const;

describe('another service', () => {
  it('is tested anew, and what was known of the former line is forgotten', () => {
    const tested = tell(testing(), says('linkDown', '09:01'), confirms);
    const { serviceId: _before, ...served } = opening();
    const service = { ...served, serviceId: 'another', chain: ['element-9'] };
    const { ticket } = tell(
      tested,
      asks(sergei, at('09:40'), { type: 'identifyService', service, listed: [], texts: {} }),
    );
    expect(ticket.localization).toMatchObject({ suspected: null, confirmed: null, underWay: { because: 'service' } });
  });
});
