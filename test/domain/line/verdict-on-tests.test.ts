import { describe, it } from 'vitest';
import { all, cutOff, dead, down, silent, unasked, up } from './bakery-line.ts';
import { holds, type Case } from './verdict-case.ts';

const home = ['till', 'router', 'ont', 'olt', 'switch', 'core'] as const;
const onLine = ['till', 'router', 'ont', 'olt', 'switch', 'core', 'peer', 'web'] as const;

const healthy: readonly Case[] = [
  ['everything answers', {}, { code: 'noFaultFound', zone: 'unknown', confidence: 'high', party: null }],
  [
    'a router answers no ping, but the till behind it does',
    { seen: { router: silent } },
    { code: 'noFaultFound', confidence: 'high' },
  ],
  [
    'a switch polices pings, and what lies behind it loses none',
    { seen: { switch: { loss: 60, rtt: 300, badRun: 12 } } },
    { code: 'noFaultFound', confidence: 'high' },
  ],
  ['the till was not asked', { seen: { till: unasked } }, { code: 'noFaultFound', confidence: 'low' }],
  [
    'the web was not asked',
    { seen: { web: { ...unasked, working: null } } },
    { code: 'noFaultFound', confidence: 'medium' },
  ],
  [
    'light and ports are as they should be',
    { seen: { olt: { rxPower: -22, ontState: 'up', customerPort: up }, switch: { customerPort: up } } },
    { code: 'noFaultFound', confidence: 'high' },
  ],
  [
    'an OLT still shows yesterday’s loss of light, while the till answers',
    { seen: { olt: { ontState: 'los' } } },
    { code: 'noFaultFound' },
  ],
  ['power was gone earlier, and has returned', { earlier: ['customerPower'] }, { code: 'noFaultFound' }],
  ['the core is far from its probe', { seen: all({ rtt: 90 }, ...home) }, { code: 'noFaultFound', confidence: 'high' }],
];

const tests: readonly Case[] = [
  [
    'nothing answers, and there is no way around',
    { seen: all(silent, ...onLine) },
    { code: 'probeBlind', zone: 'unknown', element: null, party: null, confidence: 'medium' },
  ],
  [
    'nothing answers, nor around the line',
    { seen: all(dead, ...onLine) },
    { code: 'probeBlind', zone: 'unknown', element: null, party: null, confidence: 'high' },
  ],
  [
    'the only element that could be tested is silent',
    { seen: { ...all(unasked, ...onLine), web: { ...unasked, working: null }, router: silent } },
    { code: 'probeBlind', zone: 'unknown', party: null, confidence: 'low' },
  ],
  [
    'nothing answers over the line, all of it around',
    { seen: { ...all(silent, ...onLine), ...all(cutOff, 'olt', 'switch', 'core') } },
    { code: 'probeUplink', zone: 'unknown', element: null, party: null, confidence: 'medium' },
  ],
  [
    'the core says that its port to the probe is down',
    { seen: { ...all(silent, ...onLine), core: { ...cutOff, networkPort: down } } },
    { code: 'probeUplink', zone: 'unknown', confidence: 'high' },
  ],
  [
    'nothing answers over the line, around it all but the core, which nobody asked',
    { seen: { ...all(silent, ...onLine), ...all(cutOff, 'olt', 'switch') } },
    { code: 'noAnswer', zone: 'core', element: 'core', confidence: 'low' },
  ],
  [
    'the site’s probe is away, so nothing was asked',
    {
      seen: {
        ...all({ ...unasked, blindFrom: 'east' }, ...onLine),
        web: { ...unasked, working: null, blindFrom: 'east' },
      },
    },
    { code: 'probeBlind', zone: 'unknown', party: null },
  ],
  [
    'the site’s probe is away for the stretch before the first silent element',
    { seen: { ...all({ ...unasked, blindFrom: 'east' }, 'olt', 'switch'), ...all(silent, 'till', 'router', 'ont') } },
    { code: 'probeBlind', zone: 'unknown', party: null },
  ],
  [
    'the site’s probe is away for the customer’s end of a line that is well as far as seen',
    { seen: all({ ...unasked, blindFrom: 'east' }, 'till', 'router', 'ont') },
    { code: 'probeBlind', zone: 'unknown', party: null },
  ],
  [
    'the site’s probe is away, but the element behind answers another',
    { seen: { olt: { ...unasked, blindFrom: 'east' } } },
    { code: 'noFaultFound' },
  ],
  [
    'no test could be done',
    { seen: { ...all(unasked, ...onLine), web: { ...unasked, working: null } } },
    { code: 'notTestable', zone: 'unknown', element: null, party: null },
  ],
  ['the chain names no element', { without: onLine }, { code: 'notTestable', zone: 'unknown', element: null }],
];

describe('a line that is well is left alone when', () => it.each(healthy)('%s', holds));
describe('tests that cannot tell say so:', () => it.each(tests)('%s', holds));
