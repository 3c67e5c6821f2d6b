import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneNumber } from '../../runtime/phone-number.ts';
import { channelsIn, heardIn } from '../../telephony/ari/messages.ts';
import { resultOf } from '../../telephony/causes.ts';
import { readTelephonyConfig } from '../../telephony/config.ts';
import { agentsLeg, diallingsLeg, rungFor } from '../../telephony/legs.ts';

const call = '019b8c00-0000-7000-8000-000000000101';
const amira = '019b8c00-0000-7000-8000-000000000001';
const line = (id: string, more: object = {}) => ({
  id,
  state: 'Ring',
  caller: { name: '', number: '+79161234568' },
  ...more,
});

describe('what an exchange says', () => {
  const says = (type: string, channel: object, more: object = {}) =>
    heardIn(JSON.stringify({ type, channel, ...more }));

  it('is that a caller arrived, that our phone was picked up, that a line is gone', () => {
    expect(says('StasisStart', line('1.1'))).toEqual({
      type: 'arrived',
      channel: { id: '1.1', number: '+79161234568', isUp: false },
    });
    const leg = agentsLeg(call, amira);
    expect(says('StasisStart', line(leg))).toEqual({ type: 'pickedUp', channel: leg });
    expect(says('ChannelDestroyed', line(leg), { cause: 17 })).toEqual({ type: 'gone', channel: leg, cause: 17 });
    expect(says('StasisEnd', line('1.1'))).toEqual({ type: 'gone', channel: '1.1', cause: null });
    expect(heardIn('{"type":"ApplicationReplaced"}')).toBe('replaced');
  });

  it('is nothing, whatever else it is, and never an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => heardIn(text) === null));
  });

  it('counts as ours where it is rung by us or in our application', () => {
    const inStasis = (app_data: string) => ({ dialplan: { app_name: 'Stasis', app_data } });
    const all = [
      line('1.1', inStasis('helpdesk')),
      line('1.2', inStasis('helpdesk,again')),
      line('1.3', inStasis('another')),
      line('1.4'),
      line(diallingsLeg(call, 'agent'), { state: 'Up' }),
    ];
    expect(channelsIn(all, 'helpdesk').map(({ id, isUp }) => [id, isUp])).toEqual([
      ['1.1', false],
      ['1.2', false],
      [diallingsLeg(call, 'agent'), true],
    ]);
  });
});

describe('the name of a line', () => {
  it('says what it is rung for', () => {
    expect(rungFor(agentsLeg(call, amira))).toEqual({ kind: 'call', callId: call, userId: amira });
    expect(rungFor(diallingsLeg(call, 'contact'))).toEqual({ kind: 'dialling', id: call, end: 'contact' });
    expect(['1.1', 'desk.call.x.y', `desk.dialling.${call}.somebody`].map(rungFor)).toEqual([null, null, null]);
  });
});

describe('why a phone was not picked up', () => {
  it('is an outcome of the call, or a fault that is nobody’s', () => {
    expect([17, 21].map(resultOf)).toEqual([{ outcome: 'busy' }, { outcome: 'busy' }]);
    expect([16, 18, 19, 20].map(resultOf)).toEqual(Array(4).fill({ outcome: 'noAnswer' }));
    expect([1, 28].map(resultOf)).toEqual([{ outcome: 'wrongNumber' }, { outcome: 'wrongNumber' }]);
    expect([34, 127, null].map(resultOf)).toEqual(Array(3).fill({ failure: 'exchangeFailed' }));
  });
});

describe('a caller’s number', () => {
  it('is one in any usual writing, or none', () => {
    expect(['+79161234568', '89161234568', '8 (916) 123-45-68'].map(phoneNumber)).toEqual(
      Array(3).fill('+79161234568'),
    );
    const none = ['', 'anonymous', 'Restricted', '101', '0'.repeat(500), '+7916;drop table', '\u0000'];
    expect(none.map(phoneNumber)).toEqual(none.map(() => null));
  });

  it('is E.164 or nothing, whatever somebody sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const number = phoneNumber(text);
        return number === null || /^\+\d{6,16}$/.test(number);
      }),
    );
  });
});

describe('the settings of telephony', () => {
  const env = { DATABASE_URL: 'postgres://a:b@127.0.0.1/c', ARI_URL: 'http://desk:se%2Fcret@127.0.0.1:8088' };

  it('take the user and the secret out of the address', () => {
    expect(readTelephonyConfig(env).ari).toEqual({
      ...{ origin: 'http://127.0.0.1:8088', user: 'desk', secret: 'se/cret', app: 'helpdesk' },
      ...{ agents: 'PJSIP/{extension}', trunk: 'PJSIP/{number}@trunk' },
    });
  });

  it('name everything that is missing or wrong, at once', () => {
    const wrong = { ARI_URL: 'http://127.0.0.1:8088', ARI_APP: 'a,b', ARI_TRUNK: 'PJSIP/trunk', CALL_PATIENCE: 'soon' };
    expect(() => readTelephonyConfig(wrong)).toThrow(
      /DATABASE_URL[^]*ARI_URL names no user[^]*ARI_APP[^]*ARI_TRUNK[^]*CALL_PATIENCE/,
    );
  });
});
