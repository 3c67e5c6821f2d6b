import { describe, it } from 'vitest';
import { all, port, silent } from './bakery-line.ts';
import { holds, type Case } from './verdict-case.ts';

const home = ['till', 'router', 'ont', 'olt', 'switch', 'core'] as const;

const qualities: readonly Case[] = [
  [
    'loses packets from the OLT on',
    { seen: all({ loss: 20 }, 'till', 'router', 'ont', 'olt') },
    { code: 'degraded', zone: 'access', between: ['olt', 'switch'], confidence: 'high', party: 'operator' },
  ],
  [
    'is slow from the router on',
    { seen: all({ rtt: 180 }, 'till', 'router') },
    { code: 'degraded', zone: 'cpe', between: ['router', 'ont'], confidence: 'high' },
  ],
  [
    'has errors on the switch’s port',
    { seen: { switch: { customerPort: port({ admin: 'up', oper: 'up', errors: 14 }) } } },
    { code: 'degraded', zone: 'access', between: ['olt', 'switch'], confidence: 'medium' },
  ],
  [
    'loses packets at its last element only',
    { seen: { till: { loss: 20 } } },
    { code: 'degraded', zone: 'customerLan', confidence: 'medium', party: 'customer' },
  ],
  [
    'loses packets behind an element that answers no ping',
    { seen: { ...all({ loss: 20 }, 'till', 'router'), ont: { loss: null, rtt: null, badRun: null } } },
    { code: 'degraded', zone: 'cpe', confidence: 'low' },
  ],
  [
    'gets too little light',
    { seen: { olt: { rxPower: -28.4 } } },
    { code: 'opticalLow', zone: 'access', between: ['ont', 'olt'], confidence: 'high', party: 'operator' },
  ],
  [
    'gets so little light that nothing passes',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { rxPower: -30.1, ontState: 'up' } } },
    { code: 'opticalLow', zone: 'access', between: ['ont', 'olt'] },
  ],
  [
    'breaks off and returns from the switch on',
    { seen: all({ badRun: 9, loss: 45 }, 'till', 'router', 'ont', 'olt', 'switch') },
    { code: 'intermittent', zone: 'aggregation', element: 'switch', confidence: 'low' },
  ],
  [
    'is well now, and was cut an hour ago',
    { earlier: ['linkDown'] },
    { code: 'intermittent', zone: 'unknown', element: null, confidence: 'low', party: null },
  ],
];

const services: readonly Case[] = [
  [
    'the web answers with an error',
    { seen: { web: { working: false } } },
    { code: 'serviceDown', zone: 'service', element: 'web', confidence: 'high', party: 'operator' },
  ],
  [
    'the web is silent',
    { seen: { web: silent } },
    { code: 'serviceDown', zone: 'service', element: 'web', party: 'operator' },
  ],
  [
    'somebody else’s web answers with an error',
    { seen: { web: { working: false, owner: 'supplier' } } },
    { code: 'serviceDown', zone: 'service', party: 'supplier' },
  ],
  [
    'the web fails behind a core that loses every third packet',
    { seen: { ...all({ loss: 33 }, ...home), web: { working: false } } },
    { code: 'degraded', zone: 'core', element: 'core' },
  ],
];

describe('a line that works badly is told from one that is cut: it', () => it.each(qualities)('%s', holds));
describe('a service fails on a line that is well:', () => it.each(services)('%s', holds));
