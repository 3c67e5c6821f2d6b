import { describe, it } from 'vitest';
import { all, cutOff, dead, down, silent, unasked, up } from './bakery-line.ts';
import { holds, type Case } from './verdict-case.ts';

const around = { outOfBand: true } as const;

const deaths: readonly Case[] = [
  [
    'an OLT is dead',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: dead, switch: { ...around, customerPort: down } } },
    { code: 'nodeDown', zone: 'access', element: 'olt', confidence: 'high', party: 'operator' },
  ],
  [
    'the core is dead: nothing answers over the line, the rest around it',
    { seen: { ...all(silent, 'till', 'router', 'ont', 'peer', 'web'), ...all(cutOff, 'olt', 'switch'), core: dead } },
    { code: 'nodeDown', zone: 'core', element: 'core', confidence: 'high', party: 'operator' },
  ],
  [
    'an element that only answers around the line is dead, and all behind it silent',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { ...unasked, outOfBand: false }, switch: around } },
    { code: 'nodeDown', zone: 'access', element: 'olt', confidence: 'medium' },
  ],
  [
    'the management network is away: its silence proves no death',
    {
      seen: { ...all(dead, 'till', 'router', 'ont', 'olt'), switch: { outOfBand: false }, core: { outOfBand: false } },
    },
    { code: 'noAnswer', zone: 'access', element: 'olt', confidence: 'medium' },
  ],
  [
    'a supplier’s switch is dead',
    { seen: { ...all(silent, 'till', 'router', 'ont', 'olt'), switch: { ...dead, owner: 'supplier' }, core: around } },
    { code: 'nodeDown', zone: 'aggregation', party: 'supplier' },
  ],
  [
    'a silent OLT without any way around: cut or dead, nobody can tell',
    { seen: all(silent, 'till', 'router', 'ont', 'olt') },
    { code: 'noAnswer', zone: 'access', element: 'olt', between: ['olt', 'switch'], confidence: 'medium' },
  ],
  [
    'a silent OLT behind a switch that was not asked',
    { seen: { ...all(silent, 'till', 'router', 'ont', 'olt'), switch: unasked } },
    { code: 'noAnswer', zone: 'access', element: 'olt', confidence: 'low' },
  ],
  [
    'all is up, nothing passes',
    {
      seen: {
        ...all(silent, 'till', 'router', 'ont'),
        olt: { ...cutOff, networkPort: up },
        switch: { ...around, customerPort: up },
      },
    },
    { code: 'forwarding', zone: 'access', element: 'olt', party: 'operator' },
  ],
];

const atCustomers: readonly Case[] = [
  [
    'an ONT said that its power was gone',
    { seen: { ...all(silent, 'till', 'router', 'ont'), olt: { ...around, ontState: 'dyingGasp' } } },
    { code: 'customerPower', zone: 'demarcation', element: 'ont', confidence: 'high', party: 'customer' },
  ],
  [
    'an OLT knows of the power of an ONT that the chain does not name',
    { without: ['till', 'router', 'ont'], seen: { olt: { ...around, ontState: 'dyingGasp' } } },
    { code: 'customerPower', zone: 'demarcation', element: 'olt', party: 'customer' },
  ],
  [
    'the OLT’s word on the ONT is kept at the ONT',
    { seen: { ...all(silent, 'till', 'router'), ont: { ...cutOff, ontState: 'dyingGasp' } } },
    { code: 'customerPower', zone: 'demarcation', element: 'ont', party: 'customer' },
  ],
  [
    'the till is silent',
    { seen: { till: silent } },
    { code: 'customerLan', zone: 'customerLan', element: 'till', party: 'customer', confidence: 'medium' },
  ],
  [
    'the till is silent, and the router has nothing plugged in',
    { seen: { till: silent, router: { customerPort: down } } },
    { code: 'customerLan', zone: 'customerLan', element: 'till', party: 'customer', confidence: 'high' },
  ],
  [
    'nothing is plugged in behind the router',
    { without: ['till'], seen: { router: { customerPort: down } } },
    { code: 'customerLan', zone: 'customerLan', element: 'router', party: 'customer' },
  ],
  [
    'the bakery’s own router is silent behind an ONT that answers',
    { without: ['till'], seen: { router: { ...silent, owner: 'customer' } } },
    { code: 'customerLan', zone: 'cpe', element: 'router', party: 'customer' },
  ],
  [
    'the bakery’s own router is silent, and the last mile before it may be cut',
    { without: ['till', 'ont'], seen: { router: { ...silent, owner: 'customer' } } },
    { code: 'noAnswer', zone: 'cpe', element: 'router', party: null },
  ],
  [
    'the till is silent, but the router was not asked',
    { seen: { till: silent, router: unasked } },
    { code: 'noAnswer', zone: 'customerLan', party: null, confidence: 'low' },
  ],
];

describe('an element that fails is named:', () => it.each(deaths)('%s', holds));
describe('at the customer’s:', () => it.each(atCustomers)('%s', holds));
