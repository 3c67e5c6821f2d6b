import { describe, expect, it } from 'vitest';
import { flapMs, heardOnLine, isHeardOutOfBand, ontsTold, portsTold, type Now } from '../../network/effects.ts';
import { faultsIn, possibleFor, type FaultKind } from '../../network/faults.ts';
import { elementKeys, type ElementKey } from '../../network/topology.ts';
import { objectionTo, restoredWords, table, wordsOf } from '../../network/words.ts';

const nineOClock = Date.parse('2026-03-02T09:00:00.000Z');

function after(faults: Partial<Record<ElementKey, FaultKind>>, ms = 0): Now {
  const since = Object.entries(faults).map(([key, kind]) => [key, { kind, since: nineOClock }]);
  return { faults: faultsIn(Object.fromEntries(since)), at: nineOClock + ms };
}

const silent = (now: Now) => elementKeys.filter((key) => heardOnLine(key, now) === null);
const port = (key: ElementKey, index: number, now: Now) => portsTold(key, now).find((one) => one.index === index);

describe('a fault of the demo’s network', () => {
  it('silences all behind a cut, and is told by both of its ends', () => {
    const now = after({ 'aggregation-1': 'cut' });
    expect(silent(now)).toEqual(['cpe-1', 'ont-1', 'cpe-2', 'cpe-3', 'cpe-4', 'access-7', 'aggregation-1']);
    expect(isHeardOutOfBand('access-7', now)).toBe(true);
    expect(port('core-2', 2, now)).toMatchObject({ admin: 'up', oper: 'down' });
    expect(port('aggregation-1', 1, now)).toMatchObject({ admin: 'up', oper: 'down' });
  });

  it('leaves a shared port up as long as one behind it is there', () => {
    expect(port('access-7', 2, after({ 'ont-1': 'cut' }))?.oper).toBe('up');
    expect(port('access-7', 2, after({ 'ont-1': 'cut', 'cpe-2': 'kill', 'cpe-4': 'power-off' }))?.oper).toBe('down');
  });

  it('takes all with it that share a port set down', () => {
    const now = after({ 'cpe-2': 'admin-down' });
    expect(silent(now)).toEqual(['cpe-1', 'ont-1', 'cpe-2', 'cpe-4']);
    expect(port('access-7', 2, now)).toMatchObject({ admin: 'down', oper: 'down' });
  });

  it('lets an ONT tell of its power with its last breath, and of nothing else', () => {
    const [gasp, other] = ontsTold('access-7', after({ 'cpe-1': 'power-off' }));
    expect([gasp?.state, other?.state]).toEqual(['dyingGasp', 'up']);
    expect(ontsTold('access-7', after({ 'ont-1': 'kill' }))[0]?.state).toBe('los');
    expect(port('access-7', 101, after({ 'ont-1': 'kill' }))?.oper).toBe('unknown');
  });

  it('makes a bad link late, counted and dark, for all behind it', () => {
    const now = after({ 'ont-1': 'degrade' }, 10_000);
    expect(heardOnLine('cpe-1', now)?.delayMs).toBe(180);
    expect(heardOnLine('cpe-2', now)?.delayMs).toBe(0);
    expect(port('access-7', 2, now)?.errors).toBe(70);
    expect(ontsTold('access-7', now)[0]?.rxPower).toBeLessThan(-27);
  });

  it('lets a link come and go', () => {
    const states = [0, 1, 2].map((turn) => heardOnLine('access-7', after({ 'access-7': 'flap' }, turn * flapMs)));
    expect(states.map((state) => state !== null)).toEqual([false, true, false]);
  });

  it('breaks a service without touching the line', () => {
    const now = after({ 'dns-1': 'break' });
    expect(silent(now)).toEqual([]);
    expect(heardOnLine('dns-1', now)).toEqual({ delayMs: 0, broken: true });
  });

  it('is left out where it is kept and makes no sense', () => {
    const kept = { 'access-9': { kind: 'cut', since: 1 }, 'access-7': { kind: 'burn', since: 1 }, 'cpe-1': 'cut' };
    expect(faultsIn(kept).size).toBe(0);
  });
});

describe('the words about it', () => {
  it('say what was done, who is silent, who can still be asked, and what to do next', () => {
    const words = wordsOf('cut', 'access-7', after({ 'access-7': 'cut' }));
    expect(words).toContain('The link between aggregation-1 and access-7 is cut.');
    expect(words).toContain('Silent over the line: cpe-1, ont-1, cpe-2, cpe-4, access-7.');
    expect(words).toContain('the management network still hears: cpe-1, cpe-2, access-7.');
    expect(words).toContain('npm run network -- restore access-7');
  });

  it('name those who share a port that is set down, and who else is without power', () => {
    expect(wordsOf('admin-down', 'cpe-2', after({}))).toContain('cpe-2 (and ont-1, cpe-4, which share it)');
    expect(wordsOf('power-off', 'ont-1', after({}))).toContain('no power at the bakery: cpe-1 and ont-1 went out');
  });

  it('say when all is well again', () => {
    expect(restoredWords(undefined, after({}))).toBe('Everything is mended.\nEvery element is heard over the line.');
  });

  it('show every element, with what happened to it and when', () => {
    const lines = table(after({ 'access-7': 'kill' })).split('\n');
    expect(lines).toHaveLength(elementKeys.length + 1);
    expect(lines.find((line) => line.startsWith('access-7'))).toMatch(
      /^access-7 +silent +silent +kill since 2026-03-02T09:00:00.000Z$/,
    );
  });

  it('object to what cannot happen, with the list of those to which it can', () => {
    expect(objectionTo('cut', 'access-9')).toContain('There is no element access-9: name one of cpe-1, ont-1,');
    expect(objectionTo('break', 'cpe-1')).toBe(
      'break is nothing that can happen to cpe-1: name one of voice-1, dns-1, web-1.',
    );
    expect(objectionTo('cut', '')).toMatch(/^cut wants an element/);
    expect(possibleFor('power-off').flatMap((key) => objectionTo('power-off', key) ?? [])).toEqual([]);
  });
});
