import { cut, dead, managementDown, unmanaged } from './breaks.ts';
import { nobody, operator, type Case } from './case.ts';
import { onlyOnTheLine } from './chain.ts';
import { mute, silentAgent } from './ill-hosts.ts';

const lessKnown: readonly Case[] = [
  {
    it: 'does not guess between a cut and a dead element where it sees nothing but silence',
    faults: [cut('aggregation', 'access')],
    known: { chain: onlyOnTheLine },
    says: { code: 'noAnswer', zone: 'access', element: 'access', between: ['access', 'aggregation'], ...operator },
  },
  {
    it: 'does not guess either when the element is dead',
    faults: [dead('access')],
    known: { chain: onlyOnTheLine },
    says: { code: 'noAnswer', zone: 'access', element: 'access', between: ['access', 'aggregation'], ...operator },
  },
  {
    it: 'finds no fault on the line when only the management network is down',
    faults: [managementDown],
    says: { code: 'noFaultFound', ...nobody },
  },
  {
    it: 'does not call the element behind a cut dead when the management network is down as well',
    faults: [managementDown, cut('aggregation', 'access')],
    says: { code: 'noAnswer', zone: 'access', between: ['access', 'aggregation'], ...operator },
  },
  {
    it: 'finds no fault when one element’s management plug is out',
    faults: [unmanaged('aggregation')],
    says: { code: 'noFaultFound', ...nobody },
  },
  {
    it: 'finds no fault when the probe’s own management plug is out',
    faults: [unmanaged('probe')],
    says: { code: 'noFaultFound', ...nobody },
  },
  {
    it: 'finds no fault when a router does not answer pings',
    faults: [mute('cpe')],
    says: { code: 'noFaultFound', confidence: 'high', ...nobody },
  },
  {
    it: 'finds no fault when an aggregation switch does not answer pings and passes everything on',
    faults: [mute('aggregation')],
    says: { code: 'noFaultFound', confidence: 'high', ...nobody },
  },
  {
    it: 'finds a cut beside an agent that says nothing',
    faults: [silentAgent('aggregation'), cut('aggregation', 'access')],
    says: { code: 'linkDown', zone: 'access', between: ['access', 'aggregation'], confidence: 'high', ...operator },
  },
];

const probe: readonly Case[] = [
  {
    it: 'says nothing of the line when the probe stands alone',
    faults: [cut('core', 'probe'), unmanaged('probe')],
    says: { code: 'probeBlind', ...nobody },
  },
  {
    it: 'suspects its own uplink when everybody answers around the line only',
    faults: [cut('core', 'probe')],
    says: { code: 'probeUplink', ...nobody },
  },
  {
    it: 'blames no customer from a probe that stands alone beside a cut at their door',
    faults: [cut('demarcation', 'cpe'), cut('core', 'probe'), unmanaged('probe')],
    says: { code: 'probeBlind', ...nobody },
  },
];

/** Part of the network cannot be asked, or the probe itself stands alone. */
export const casesOfDoubt: readonly Case[] = [...lessKnown, ...probe];
