import { describe, expect, it } from 'vitest';
import { typeOf } from '../../files/file-types.ts';

describe('what a file is', () => {
  it.each([
    ['ffd8ffe000104a464946', 'image/jpeg'],
    ['89504e470d0a1a0a0000000d', 'image/png'],
    ['524946461a00000057454250565038', 'image/webp'],
    ['474946383961', 'image/gif'],
    ['000000186674797068656963', 'image/heic'],
    ['255044462d312e37', 'application/pdf'],
  ])('is known by its first bytes: %s', (hex, type) => {
    expect(typeOf(Buffer.from(hex, 'hex'))).toBe(type);
  });

  it.each([
    ['Russian in UTF-8', Buffer.from('Роутер не отвечает\r\n')],
    ['Russian in windows-1251', Buffer.from('d0eef3f2e5f0', 'hex')],
    ['the log of a terminal', Buffer.from('\x1b[31mlink down\x1b[0m\n')],
    // Given back as a text to be saved: what it would do in a browser, it does not.
    ['a page with a script', Buffer.from('<html><script>alert(1)</script>')],
  ])('is a text where nothing speaks against it: %s', (_what, contents) => {
    expect(typeOf(contents)).toBe('text/plain');
  });

  it.each([
    ['a program', Buffer.from('4d5a90000300000004000000', 'hex')],
    ['an archive', Buffer.from('504b0304140000000800', 'hex')],
    ['a text with a NUL in it', Buffer.from('hello\0world')],
    ['nothing', Buffer.alloc(0)],
  ])('is nothing that the desk takes: %s', (_what, contents) => {
    expect(typeOf(contents)).toBeNull();
  });
});
