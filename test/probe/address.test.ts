import { describe, expect, it } from 'vitest';
import { allowing, resolveAllowed } from '../../probe/address.ts';

const special = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '169.254.169.254', '224.0.0.251', '255.255.255.255'];
const specialOfSix = [
  '::1',
  '::',
  'fe80::1',
  'fe80::1%lo',
  'ff02::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
];

describe('a site that lists nothing', () => {
  const allowed = allowing([]);

  it('lets everything be tested that is somebody’s network', () => {
    for (const one of ['10.0.0.1', '192.168.1.1', '100.64.0.1', '8.8.8.8', '2001:db8::1', 'fd12::1'])
      expect([one, allowed(one)]).toEqual([one, true]);
  });

  it('lets nothing reach this machine, its link, everybody or nobody', () => {
    for (const one of [...special, ...specialOfSix]) expect([one, allowed(one)]).toEqual([one, false]);
  });

  it('lets no name stand for an address', () => {
    expect(allowed('localhost')).toBe(false);
    expect(allowed('')).toBe(false);
  });
});

describe('a site that lists its networks', () => {
  it('lets only those be tested', () => {
    const allowed = allowing(['10.20.0.0/16', ' 192.0.2.7', '2001:db8::/32']);
    expect(['10.20.3.4', '192.0.2.7', '2001:db8::9'].every(allowed)).toBe(true);
    expect(['10.21.0.1', '192.0.2.8', '2001:db9::1', '8.8.8.8'].some(allowed)).toBe(false);
  });

  it('opens this machine only by naming it', () => {
    expect(allowing(['127.0.0.0/8'])('127.0.0.1')).toBe(true);
    expect(allowing(['127.0.0.0/8'])('127.0.0.1')).not.toBe(allowing(['0.0.0.0/0'])('127.0.0.1'));
    expect(allowing(['0.0.0.0/0', '::/0'])('169.254.169.254')).toBe(false);
    expect(allowing(['127.0.0.0/8'])('10.0.0.1')).toBe(false);
  });

  it.each(['10.0.0.0/33', '10.0.0/8', 'north', '10.0.0.0/-1', '10.0.0.0/', ''])(
    'does not take "%s" for a range',
    (text) => {
      expect(() => allowing([text])).toThrow(RangeError);
    },
  );
});

describe('a name', () => {
  it('is looked up once, and its address is judged', async () => {
    expect(await resolveAllowed('localhost', allowing(['127.0.0.0/8', '::1/128']))).toEqual({
      address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/) as string,
      family: expect.any(Number) as number,
    });
  });

  it('that leads to this machine, or nowhere, is refused', async () => {
    await expect(resolveAllowed('localhost', allowing([]))).rejects.toMatchObject({ failure: 'addressRefused' });
    await expect(resolveAllowed('nobody.invalid', allowing([]))).rejects.toMatchObject({ failure: 'nameUnknown' });
  });
});
