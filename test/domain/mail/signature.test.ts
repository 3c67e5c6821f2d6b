import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned, signed } from '../../../mail/signature.ts';
import { webhookSecret } from '../../../mail/webhook-secret.ts';
import { at } from '../../support/cast.ts';

const secret = 'a secret that gateway and desk share';
const body = '{"reference":"r-1","outcome":"delivered"}';
const now = at('09:00');

describe('the signature of what is posted', () => {
  it('is that of the recipe in operations.md', () => {
    expect(signed(['key'], '{}', '2026-01-05T06:00:00.000Z')).toEqual({
      'helpdesk-timestamp': '1767592800',
      'helpdesk-signature': 'v1=7f5d0bc7192829ea503eb91fcc198a26da221a21afdc365a3dc3ae3dafce4776',
    });
  });

  it('holds for the body it was made of, and the five minutes around it', () => {
    const headers = signed([secret], body, now);
    for (const clock of ['08:55', '09:00', '09:05']) {
      expect(isSigned(secret, { headers, body: Buffer.from(body), now: at(clock) })).toBe(true);
    }
    for (const clock of ['08:54', '09:06']) expect(isSigned(secret, { headers, body, now: at(clock) })).toBe(false);
  });

  it.each([
    ['another body', signed([secret], `${body} `, now)],
    ['another secret', signed(['somebody else’s'], body, now)],
    ['another time', { ...signed([secret], body, now), 'helpdesk-timestamp': String(Date.parse(at('09:01')) / 1_000) }],
    ['no time', { 'helpdesk-signature': signed([secret], body, now)['helpdesk-signature'] }],
    ['no signature', { 'helpdesk-timestamp': signed([secret], body, now)['helpdesk-timestamp'] }],
    ['two times', { ...signed([secret], body, now), 'helpdesk-timestamp': ['1', '2'] }],
    ['a time that is no number', { ...signed([secret], body, now), 'helpdesk-timestamp': '1e9' }],
    ['half a signature', { ...signed([secret], body, now), 'helpdesk-signature': 'v1=00' }],
    ['another version', { ...signed([secret], body, now), 'helpdesk-signature': `v0=${'0'.repeat(64)}` }],
  ])('does not hold with %s', (_what, headers) => {
    expect(isSigned(secret, { headers, body, now })).toBe(false);
  });

  it('holds for either secret while one is being changed', () => {
    const headers = signed(['the new one', secret], body, now);
    expect(isSigned(secret, { headers, body, now })).toBe(true);
    expect(isSigned('the new one', { headers, body, now })).toBe(true);
  });

  it('does not hold when any character of it is another', () => {
    const headers = signed([secret], body, now);
    const signature = headers['helpdesk-signature']!;
    const place = fc.integer({ min: 0, max: signature.length - 1 });
    fc.assert(
      fc.property(place, fc.string({ minLength: 1, maxLength: 1 }), (index, character) => {
        fc.pre(signature[index] !== character);
        const altered = signature.slice(0, index) + character + signature.slice(index + 1);
        return !isSigned(secret, { headers: { ...headers, 'helpdesk-signature': altered }, body, now });
      }),
    );
  });
});

describe('the secret of a customer’s webhooks', () => {
  const owner = { customerId: '019b8c00-0000-7000-8000-000000000001', issue: 1 };

  it('is another for each customer, each time it is asked for, and with each secret of the desk', () => {
    const made = [
      webhookSecret(secret, owner),
      webhookSecret(secret, { ...owner, issue: 2 }),
      webhookSecret(secret, { ...owner, customerId: '019b8c00-0000-7000-8000-000000000002' }),
      webhookSecret('another secret of the desk, 32 or more', owner),
    ];
    expect(new Set(made).size).toBe(4);
    expect(webhookSecret(secret, { ...owner })).toBe(made[0]);
    expect(made[0]).toMatch(/^whs_[A-Za-z0-9_-]{43}$/);
  });
});
