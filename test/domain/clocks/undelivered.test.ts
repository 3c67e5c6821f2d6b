import { describe, expect, it } from 'vitest';
import { amira, at, irina, vera } from '../../support/cast.ts';
import {
  breachesOf,
  claimsAt,
  dueOf,
  goldenTicket,
  mailBounces,
  mailGoes,
  promisesAt,
  talks,
} from '../../support/clock-deeds.ts';
import { tell, timePassesUntil, wakesAt, type Step } from '../../support/story.ts';

/** Two hours of silence at most, from nine o'clock: due at eleven. */
const after = (...steps: readonly Step[]) => tell(goldenTicket(), claimsAt(amira, at('09:05')), ...steps);
const dueAfter = (...steps: readonly Step[]) => dueOf(after(...steps), 'update');
const anEta = [promisesAt(amira, at('10:00'), at('18:00')), mailGoes('etaPromised', at('10:01')), wakesAt(at('10:02'))];
const aTalk = (time: string) => [talks(amira, at(time)), wakesAt(at(time))];

describe('a mail that does not arrive', () => {
  it('takes the new beginning back', () => {
    expect(dueAfter(...anEta, mailBounces('etaPromised'), wakesAt(at('10:30')))).toBe(at('11:00'));
  });

  it('does so too where it was a text, and another channel follows', () => {
    const opening = { speaks: true as const, contacts: [{ ...vera, prefers: ['sms' as const] }] };
    const story = tell(goldenTicket(opening), claimsAt(amira, at('09:05')), ...anEta);
    expect(dueOf(story, 'update')).toBe(at('12:01'));
    const lost = tell(story, mailBounces('etaPromised'), wakesAt(at('10:30')));
    expect(dueOf(lost, 'update')).toBe(at('11:00'));
    expect(lost.ticket.owed.map(({ channel }) => channel)).toContain('email');
  });

  it('leaves a breach in the past where the old promise ran out meanwhile', () => {
    const story = after(...anEta, timePassesUntil(at('11:30')), mailBounces('etaPromised'), wakesAt(at('11:30')));
    expect(breachesOf(story, 'update')).toEqual([at('11:00')]);
    expect(dueOf(story, 'update')).toBe(at('13:00'));
  });

  it('changes nothing where the customer heard more since', () => {
    const story = after(...anEta, ...aTalk('10:20'), mailBounces('etaPromised'), wakesAt(at('10:30')));
    expect(dueOf(story, 'update')).toBe(at('12:20'));
  });

  it('gives way to the talk before it', () => {
    const story = after(...aTalk('09:50'), ...anEta, mailBounces('etaPromised'), wakesAt(at('10:30')));
    expect(dueOf(story, 'update')).toBe(at('11:50'));
  });

  it('after another that did not arrive either leads back to the last word that did', () => {
    const sooner = [
      promisesAt(amira, at('10:10'), at('17:00')),
      mailGoes('etaSooner', at('10:11')),
      wakesAt(at('10:11')),
    ];
    const both = [mailBounces('etaPromised'), mailBounces('etaSooner')];
    expect(dueAfter(...anEta, ...sooner, ...both, wakesAt(at('10:30')))).toBe(at('11:00'));
    expect(dueAfter(...anEta, ...sooner, ...both.toReversed(), wakesAt(at('10:30')))).toBe(at('11:00'));
  });

  it('does not matter while another reader has the same news', () => {
    const both = tell(goldenTicket({ contacts: [vera, irina] }), promisesAt(amira, at('10:00'), at('18:00')));
    const sent = tell(
      both,
      mailGoes('etaPromised', at('10:01')),
      mailGoes('etaPromised', at('10:01')),
      wakesAt(at('10:02')),
    );
    expect(dueOf(tell(sent, mailBounces('etaPromised'), wakesAt(at('10:30'))), 'update')).toBe(at('12:01'));
  });

  it('does not count the breach twice that came before it', () => {
    const late = after(timePassesUntil(at('11:05')), talks(amira, at('11:10')), wakesAt(at('11:10')));
    expect(breachesOf(late, 'update')).toEqual([at('11:00')]);
    const eta = [
      promisesAt(amira, at('11:20'), at('18:00')),
      mailGoes('etaPromised', at('11:21')),
      wakesAt(at('11:22')),
    ];
    const bounced = tell(late, ...eta, mailBounces('etaPromised'), wakesAt(at('11:30')));
    expect(breachesOf(bounced, 'update')).toEqual([at('11:00')]);
    expect(dueOf(bounced, 'update')).toBe(at('13:10'));
  });

  it('does not repeat a breach that was found together with it', () => {
    const asleep = after(
      promisesAt(amira, at('10:30'), at('18:00')),
      mailGoes('etaPromised', at('11:20')),
      wakesAt(at('11:30')),
    );
    const bounced = tell(asleep, mailBounces('etaPromised'), wakesAt(at('11:40')));
    expect(breachesOf(bounced, 'update')).toEqual([at('11:00')]);
    expect(dueOf(bounced, 'update')).toBe(at('13:00'));
  });
});
