import { congested, flapping, lossy } from './bad-traffic.ts';
import { cut, dead } from './breaks.ts';
import { nobody, operator, type Case } from './case.ts';
import { watchedLonger } from './chain.ts';
import { dim, erring, ill } from './ill-hosts.ts';

const quality: readonly Case[] = [
  {
    it: 'finds where packets begin to be lost',
    faults: [lossy('aggregation', 'access', 7)],
    says: { code: 'degraded', zone: 'access', between: ['access', 'aggregation'], confidence: 'high', ...operator },
  },
  {
    it: 'finds where packets begin to stand in a queue',
    faults: [congested('core', 'aggregation')],
    says: { code: 'degraded', zone: 'aggregation', between: ['aggregation', 'core'], confidence: 'high', ...operator },
  },
  {
    it: 'finds the segment on which a card counts errors',
    faults: [erring('aggregation', 40)],
    says: { code: 'degraded', zone: 'access', between: ['access', 'aggregation'], ...operator },
  },
  {
    it: 'sees a contact that comes and goes',
    faults: [flapping('aggregation', 'access')],
    known: { chain: watchedLonger },
    says: { code: 'intermittent', confidence: 'low' },
  },
  {
    it: 'does not trust a line that is good now and was cut before',
    faults: [],
    known: { earlier: ['linkDown'] },
    says: { code: 'intermittent', confidence: 'low', ...nobody },
  },
  {
    it: 'warns of light that is too weak',
    faults: [dim(-285)],
    says: { code: 'opticalLow', zone: 'access', ...operator },
  },
  {
    it: 'names a cut before the weak light on another segment',
    faults: [dim(-285), cut('core', 'aggregation')],
    says: { code: 'linkDown', zone: 'aggregation', ...operator },
  },
];

const services: readonly Case[] = [
  {
    it: 'finds a web site that answers with 503 on a good line',
    faults: [ill({ web: 'unavailable' })],
    says: { code: 'serviceDown', zone: 'service', element: 'web', ...operator },
  },
  {
    it: 'finds a web site that takes connections and never answers',
    faults: [ill({ web: 'hanging' })],
    says: { code: 'serviceDown', zone: 'service', element: 'web', ...operator },
  },
  {
    it: 'finds names that are not resolved',
    faults: [ill({ names: 'failing' })],
    says: { code: 'serviceDown', zone: 'service', element: 'names', ...operator },
  },
  {
    it: 'finds a name server that is gone',
    faults: [ill({ names: 'gone' })],
    says: { code: 'serviceDown', zone: 'service', element: 'names', ...operator },
  },
  {
    it: 'finds telephony that is gone',
    faults: [ill({ telephony: 'gone' })],
    says: { code: 'serviceDown', zone: 'service', element: 'telephony', ...operator },
  },
  {
    it: 'finds all services gone with their host',
    faults: [dead('services')],
    says: { code: 'serviceDown', zone: 'service', ...operator },
  },
  {
    it: 'finds the services gone behind a cable that is cut',
    faults: [cut('core', 'services')],
    says: { code: 'serviceDown', zone: 'service', ...operator },
    sees: { web: { alive: false }, names: { alive: false }, telephony: { alive: false } },
  },
  {
    it: 'names the broken line before the service that fails as well',
    faults: [ill({ web: 'unavailable' }), cut('aggregation', 'access')],
    says: { code: 'linkDown', zone: 'access', ...operator },
  },
];

/** Traffic flows badly, or what it leads to is ill. */
export const casesOfQuality: readonly Case[] = [...quality, ...services];
