import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endOf, readFrom, reasonIn, speaksOfFullDisk } from '../../tools/process/log-reader.ts';
import { emptyFolder } from './folder.ts';

describe('a log’s reason', () => {
  it('is what PostgreSQL says when it cannot listen', () => {
    const log = [
      '2026-11-22 19:19:28.395 UTC [26050] LOG:  starting PostgreSQL 18.4',
      '2026-11-22 19:19:28.396 UTC [26050] LOG:  could not bind IPv4 address "127.0.0.1": Address already in use',
      '2026-11-22 19:19:28.397 UTC [26050] FATAL:  could not create any TCP/IP sockets',
    ].join('\n');
    expect(reasonIn(log)).toBe(
      'could not bind IPv4 address "127.0.0.1": Address already in use; could not create any TCP/IP sockets',
    );
  });

  it('is the error in a line of JSON, not what surrounds it', () => {
    const log = '{"level":30,"msg":"starts"}\n{"level":60,"msg":"cannot start","err":{"message":"no such role"}}\n';
    expect(reasonIn(log)).toBe('cannot start: no such role');
  });

  it('is the last lines where none is telling', () => {
    expect(reasonIn('one\ntwo\nthree\nfour\n')).toBe('two; three; four');
  });

  it('is a full disk under any of its names', () => {
    expect(speaksOfFullDisk('could not extend file "base/1": wrote only 4096 of 8192 bytes at block 7')).toBe(true);
    expect(speaksOfFullDisk('could not write: No space left on device')).toBe(true);
    expect(speaksOfFullDisk('database system is ready to accept connections')).toBe(false);
  });
});

describe('what is new in a log', () => {
  it('is what was written since, and all of it when the log has been cut', () => {
    const path = join(emptyFolder(), 'a.log');
    writeFileSync(path, 'old lines\n');
    const before = endOf(path);
    appendFileSync(path, 'new\n');
    expect(readFrom(path, before)).toBe('new\n');
    writeFileSync(path, 'cut\n');
    expect(readFrom(path, before)).toBe('cut\n');
  });
});
