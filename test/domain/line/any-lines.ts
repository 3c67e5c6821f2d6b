import fc from 'fast-check';
import { verdictCodes, type ElementSeen, type LineSeen } from '../../../domain/line/line.ts';
import { parties, type Zone, zones } from '../../../domain/words.ts';

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });
const oneOf = <const T>(...some: readonly T[]) => fc.constantFrom(...some);

const ports = fc.record({
  admin: maybe(oneOf('up', 'down')),
  oper: maybe(oneOf('up', 'down')),
  errors: maybe(oneOf(0, 0.5, 12)),
});

const elements: fc.Arbitrary<Omit<ElementSeen, 'id' | 'name'>> = fc.record({
  zone: oneOf(...zones),
  owner: oneOf(...parties),
  kind: fc.constant(null),
  alive: maybe(fc.boolean()),
  outOfBand: maybe(fc.boolean()),
  loss: maybe(oneOf(0, 4, 5, 30)),
  rtt: maybe(oneOf(1, 40, 120, 400)),
  badRun: maybe(oneOf(0, 7, 8)),
  customerPort: maybe(ports),
  networkPort: maybe(ports),
  ontState: maybe(oneOf('up', 'los', 'dyingGasp')),
  rxPower: maybe(oneOf(-19, -27, -30)),
  working: maybe(fc.boolean()),
  blindFrom: fc.option(fc.constant('east'), { nil: null, freq: 1 }),
});

const chains = fc
  .array(elements, { maxLength: 8 })
  .map((chain) => chain.map((seen, place) => ({ ...seen, id: `${place}`, name: `элемент ${place}` })));

const places = fc.integer({ min: 0, max: 9 }).map(String);

/** Lines in any order and state, also such as no network can be in. */
export const anyLines: fc.Arbitrary<LineSeen> = fc.record({
  chain: chains,
  works: fc.array(fc.record({ elementId: places, title: fc.constant('Замена плат') }), { maxLength: 2 }),
  others: fc.array(fc.record({ elementId: places, failing: fc.nat(9) }), { maxLength: 2 }),
  earlier: fc.array(oneOf(...verdictCodes), { maxLength: 2 }),
});

const layers: readonly Zone[] = ['customerLan', 'cpe', 'demarcation', 'access', 'aggregation', 'core'];

/** Of a chain what lies on the way from the customer to the core, in that order. */
export function inOrder(chain: readonly ElementSeen[]): readonly ElementSeen[] {
  const layer = ({ zone }: ElementSeen) => layers.indexOf(zone);
  return chain.filter((element) => layer(element) >= 0).toSorted((one, other) => layer(one) - layer(other));
}

/** The same element, of which nothing is known but whether it was heard over the line. */
export function onlyHeard(element: ElementSeen): ElementSeen {
  const nothing = { customerPort: null, networkPort: null, ontState: null, rxPower: null } as const;
  return { ...element, outOfBand: null, loss: null, rtt: null, badRun: null, ...nothing };
}
