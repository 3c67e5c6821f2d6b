import { cut, dead, portDown, powerOff } from './breaks.ts';
import { customer, operator, type Case } from './case.ts';
import { short, withoutManagedOnt } from './chain.ts';
import { stuck } from './ill-hosts.ts';

const cables: readonly Case[] = [
  {
    it: 'finds the fibre cut between the OLT and the ONT',
    faults: [cut('access', 'demarcation')],
    says: { code: 'linkDown', zone: 'access', between: ['demarcation', 'access'], confidence: 'high', ...operator },
  },
  {
    it: 'finds that fibre also where only the OLT knows of the ONT',
    faults: [cut('access', 'demarcation')],
    known: { chain: withoutManagedOnt },
    says: { code: 'linkDown', zone: 'access', between: ['demarcation', 'access'], confidence: 'high', ...operator },
  },
  {
    it: 'finds the cable cut between aggregation and access',
    faults: [cut('aggregation', 'access')],
    says: { code: 'linkDown', zone: 'access', between: ['access', 'aggregation'], confidence: 'high', ...operator },
  },
  {
    it: 'finds the cable cut between the core and aggregation',
    faults: [cut('core', 'aggregation')],
    says: { code: 'linkDown', zone: 'aggregation', between: ['aggregation', 'core'], confidence: 'high', ...operator },
  },
  {
    it: 'leaves the wire behind the demarcation point to the customer',
    faults: [cut('demarcation', 'cpe')],
    says: { code: 'customerLan', element: 'cpe', between: ['cpe', 'demarcation'], confidence: 'high', ...customer },
  },
  {
    it: 'says that the line is good up to the customer’s own network when their cable is out',
    faults: [cut('cpe', 'customerLan')],
    says: { code: 'customerLan', zone: 'customerLan', element: 'customerLan', ...customer },
  },
  {
    it: 'finds the link to the other operator cut',
    faults: [cut('core', 'upstream')],
    says: { code: 'linkDown', zone: 'upstream', element: 'upstream', confidence: 'high', party: 'supplier' },
  },
  {
    it: 'names the first of two cuts',
    faults: [cut('aggregation', 'access'), cut('demarcation', 'cpe')],
    says: { code: 'linkDown', zone: 'access', between: ['access', 'aggregation'], ...operator },
  },
  {
    it: 'finds the last mile of a short line cut, as far as it can be told',
    faults: [cut('access', 'demarcation')],
    known: { chain: short },
    says: { code: 'linkDown', zone: 'access', between: ['cpe', 'access'], ...operator },
  },
];

const hosts: readonly Case[] = [
  {
    it: 'finds a dead OLT',
    faults: [dead('access')],
    says: { code: 'nodeDown', zone: 'access', element: 'access', confidence: 'high', ...operator },
  },
  {
    it: 'finds a dead aggregation switch',
    faults: [dead('aggregation')],
    says: { code: 'nodeDown', zone: 'aggregation', element: 'aggregation', confidence: 'high', ...operator },
  },
  {
    it: 'finds a dead core while the elements behind it answer around the line',
    faults: [dead('core')],
    says: { code: 'nodeDown', zone: 'core', element: 'core', ...operator },
  },
  {
    it: 'hears the last breath of an ONT when the customer’s power fails',
    faults: [powerOff],
    says: { code: 'customerPower', zone: 'demarcation', element: 'demarcation', confidence: 'high', ...customer },
  },
  {
    it: 'hears it also where only the OLT knows of the ONT',
    faults: [powerOff],
    known: { chain: withoutManagedOnt },
    says: { code: 'customerPower', zone: 'demarcation', element: 'demarcation', confidence: 'high', ...customer },
  },
  {
    it: 'leaves a router that is switched off to its owner',
    faults: [dead('cpe', 'customerLan')],
    says: { code: 'customerLan', element: 'cpe', ...customer },
  },
  {
    it: 'leaves a computer that is away to its owner',
    faults: [dead('customerLan')],
    says: { code: 'customerLan', zone: 'customerLan', element: 'customerLan', ...customer },
  },
  {
    it: 'sees that an OLT is there and passes nothing on',
    faults: [stuck('access')],
    says: { code: 'forwarding', zone: 'access', element: 'access', ...operator },
  },
  {
    it: 'names the dead element before a cut behind it',
    faults: [cut('demarcation', 'cpe'), dead('aggregation')],
    says: { code: 'nodeDown', zone: 'aggregation', element: 'aggregation', ...operator },
  },
];

const ports: readonly Case[] = [
  {
    it: 'finds a port that somebody set down at the near end',
    faults: [portDown('aggregation', 'customer')],
    says: { code: 'adminDown', zone: 'access', between: ['access', 'aggregation'], confidence: 'high', ...operator },
  },
  {
    it: 'finds a port that somebody set down at the far end',
    faults: [portDown('access', 'network')],
    says: { code: 'adminDown', zone: 'access', between: ['access', 'aggregation'], confidence: 'high', ...operator },
  },
  {
    it: 'finds the port of the demarcation point set down by us, and blames no customer',
    faults: [portDown('demarcation', 'customer')],
    says: { code: 'adminDown', between: ['cpe', 'demarcation'], confidence: 'high', ...operator },
  },
];

const around: readonly Case[] = [
  {
    it: 'waits for planned works on the element that is dead',
    faults: [dead('access')],
    known: { works: [{ elementId: 'access', title: 'replacement of a card' }] },
    says: { code: 'plannedWork', zone: 'access', element: 'access', ...operator },
  },
  {
    it: 'is not misled by planned works elsewhere',
    faults: [dead('access')],
    known: { works: [{ elementId: 'core', title: 'new software' }] },
    says: { code: 'nodeDown', zone: 'access', element: 'access', ...operator },
  },
  {
    it: 'counts whom else the same fault touches',
    faults: [cut('aggregation', 'access')],
    known: { others: [{ elementId: 'access', failing: 11 }] },
    says: { code: 'linkDown', zone: 'access', affected: 12, ...operator },
  },
];

/** Traffic stops somewhere, and enough can be asked to say where. */
export const casesOfBreaks: readonly Case[] = [...cables, ...hosts, ...ports, ...around];
