import type { ElementSeen, LineSeen, PortSeen } from '../../../domain/line/line.ts';
import type { Zone } from '../../../domain/words.ts';

/** The line of a bakery, from the till to the telephones, as tests would see it. */
export const places = ['till', 'router', 'ont', 'olt', 'switch', 'core', 'peer', 'web'] as const;
export type Place = (typeof places)[number];

type Character = Pick<ElementSeen, 'zone' | 'owner' | 'kind'>;

const characters: Readonly<Record<Place, Character>> = {
  till: { zone: 'customerLan', owner: 'customer', kind: 'host' },
  router: { zone: 'cpe', owner: 'operator', kind: 'router' },
  ont: { zone: 'demarcation', owner: 'operator', kind: 'ont' },
  olt: { zone: 'access', owner: 'operator', kind: 'olt' },
  switch: { zone: 'aggregation', owner: 'operator', kind: 'switch' },
  core: { zone: 'core', owner: 'operator', kind: 'router' },
  peer: { zone: 'upstream', owner: 'supplier', kind: 'peering' },
  web: { zone: 'service', owner: 'operator', kind: 'web' },
};

export function unknownOf(id: string, zone: Zone, owner: ElementSeen['owner'] = 'operator'): ElementSeen {
  const nothing = { customerPort: null, networkPort: null, ontState: null, rxPower: null, working: null } as const;
  const unheard = { alive: null, outOfBand: null, loss: null, rtt: null, badRun: null, blindFrom: null } as const;
  return { id, name: `the ${id}`, zone, owner, kind: null, ...unheard, ...nothing };
}

export const port = (seen: Partial<PortSeen>): PortSeen => ({ admin: null, oper: null, errors: null, ...seen });
export const up = port({ admin: 'up', oper: 'up', errors: 0 });
export const down = port({ admin: 'up', oper: 'down' });
export const off = port({ admin: 'down', oper: 'down' });

type Seen = Partial<ElementSeen>;

const well: Seen = { alive: true, loss: 0, rtt: 2, badRun: 0 };
/** Silent over the line; around it nothing was asked. */
export const silent: Seen = { alive: false, loss: null, rtt: null, badRun: null };
export const dead: Seen = { ...silent, outOfBand: false };
/** Silent over the line, but heard around it. */
export const cutOff: Seen = { ...silent, outOfBand: true };
/** Nothing could be asked. */
export const unasked: Seen = { alive: null, outOfBand: null, loss: null, rtt: null, badRun: null };

export interface Story {
  /** What differs from a line that is well. */
  readonly seen?: Partial<Record<Place, Seen>>;
  /** Elements that this line does not have. */
  readonly without?: readonly Place[];
  readonly works?: LineSeen['works'];
  readonly others?: LineSeen['others'];
  readonly earlier?: LineSeen['earlier'];
}

export function bakeryLine({ seen = {}, without = [], works = [], others = [], earlier = [] }: Story): LineSeen {
  const chain = places
    .filter((place) => !without.includes(place))
    .map((place) => ({
      ...unknownOf(place, characters[place].zone),
      ...characters[place],
      ...well,
      ...(place === 'web' ? { working: true } : {}),
      ...seen[place],
    }));
  return { chain, works, others, earlier };
}

/** The same for a number of places, the way they stand in the chain. */
export function all(seen: Seen, ...which: readonly Place[]): Partial<Record<Place, Seen>> {
  return Object.fromEntries(which.map((place) => [place, seen]));
}
