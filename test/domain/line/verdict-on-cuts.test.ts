import { describe, it } from 'vitest';
import { all, cutOff, down, off, silent } from './bakery-line.ts';
import { holds, type Case } from './verdict-case.ts';

const around = { outOfBand: true } as const;

const cuts: readonly Case[] = [
  [
    'core and switch',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: cutOff, switch: cutOff, core: { customerPort: down } } },
    { code: 'linkDown', zone: 'aggregation', between: ['switch', 'core'], party: 'operator', confidence: 'high' },
  ],
  [
    'switch and OLT',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: cutOff, switch: { ...around, customerPort: down } } },
    { code: 'linkDown', zone: 'access', between: ['olt', 'switch'], element: 'olt', party: 'operator' },
  ],
  [
    'OLT and ONT, by the light that is gone',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { ...around, ontState: 'los' } } },
    { code: 'linkDown', zone: 'access', between: ['ont', 'olt'], confidence: 'high', party: 'operator' },
  ],
  [
    'OLT and ONT, or the ONT without power, by the OLT’s port',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { ...around, customerPort: down } } },
    { code: 'linkDown', zone: 'demarcation', between: ['ont', 'olt'], confidence: 'medium', party: 'operator' },
  ],
  [
    'OLT and ONT, by the OLT’s port and an ONT that answers around the line',
    { seen: { ...all(silent, 'till', 'router'), ont: cutOff, olt: { ...around, customerPort: down } } },
    { code: 'linkDown', zone: 'access', between: ['ont', 'olt'], confidence: 'high', party: 'operator' },
  ],
  [
    'ONT and router, which is the operator’s',
    { seen: { till: silent, router: cutOff, ont: { ...around, customerPort: down } } },
    { code: 'linkDown', zone: 'cpe', between: ['router', 'ont'], confidence: 'high', party: 'operator' },
  ],
  [
    'switch and OLT, told by the OLT’s own port around the line',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { ...cutOff, networkPort: down } } },
    { code: 'linkDown', zone: 'access', between: ['olt', 'switch'], confidence: 'high' },
  ],
  [
    'switch and OLT, where no port is known',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: cutOff } },
    { code: 'linkDown', zone: 'access', between: ['olt', 'switch'], confidence: 'medium' },
  ],
  [
    'OLT and customer premises, where no element stands for them',
    { without: ['till', 'router', 'ont'], seen: { olt: { ...around, customerPort: down } } },
    { code: 'linkDown', zone: 'access', element: 'olt', party: 'operator' },
  ],
  [
    'core and peer',
    { seen: { peer: silent, core: { networkPort: down } } },
    { code: 'linkDown', zone: 'upstream', between: ['core', 'peer'], confidence: 'high', party: 'supplier' },
  ],
  [
    'core and peer, where no port is known',
    { seen: { peer: silent } },
    { code: 'linkDown', zone: 'upstream', element: 'peer', confidence: 'high', party: 'supplier' },
  ],
];

const configurations: readonly Case[] = [
  [
    'at the near end',
    { seen: { ...all(silent, 'till', 'router', 'ont', 'olt'), switch: { ...around, customerPort: off } } },
    { code: 'adminDown', zone: 'access', between: ['olt', 'switch'], confidence: 'high', party: 'operator' },
  ],
  [
    'at the far end, seen around the line',
    {
      seen: {
        ...all(silent, 'till', 'router', 'ont'),
        olt: { ...cutOff, networkPort: off },
        switch: { customerPort: down },
      },
    },
    { code: 'adminDown', zone: 'access', between: ['olt', 'switch'], confidence: 'high', party: 'operator' },
  ],
  [
    'at the router towards the bakery, which is ours to mend',
    { without: ['till'], seen: { router: { customerPort: off } } },
    { code: 'adminDown', zone: 'cpe', element: 'router', party: 'operator' },
  ],
];

describe('a cut is found between', () => it.each(cuts)('%s', holds));
describe('a port that somebody switched off is seen', () => it.each(configurations)('%s', holds));
