import fc from 'fast-check';
import type { ElementSeen, LineSeen, PortSeen } from '../../../domain/line/line.ts';
import { segmentZone } from '../../../domain/line/finding.ts';
import type { Zone } from '../../../domain/words.ts';
import { unknownOf } from './bakery-line.ts';

/** What really happened to a line. `at` counts from the core outwards; a cut lies before the element there. */
export type Truth =
  | { readonly what: 'cut' | 'dead'; readonly at: number }
  | { readonly what: 'well' | 'probeAlone' | 'probeUplink' | 'upstreamCut' | 'serviceDead' };

/** A line with its truth, all that its elements could tell, and the zone that would be right. */
export interface TrueStory {
  readonly truth: Truth;
  readonly full: LineSeen;
  readonly zone: Zone;
}

const layers: readonly Zone[] = ['core', 'aggregation', 'access', 'demarcation', 'cpe', 'customerLan'];

/** Three to seven elements from the core outwards, not every zone, some twice; only what is inside a building is theirs. */
const ways = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 }), fc.boolean())
  .map(([counts, ownsRouter]) =>
    ['core' as Zone, ...layers.slice(1).flatMap((zone, at) => Array(counts[at] ?? 0).fill(zone))].map(
      (zone: Zone, at) => {
        const isTheirs = zone === 'customerLan' || (zone === 'cpe' && ownsRouter);
        return unknownOf(`${zone}-${at}`, zone, isTheirs ? 'customer' : 'operator');
      },
    ),
  )
  .filter(({ length }) => length >= 3 && length <= 7);

const kinds = ['cut', 'dead', 'well', 'probeAlone', 'probeUplink', 'upstreamCut', 'serviceDead'] as const;

export const trueStories: fc.Arbitrary<TrueStory> = ways.chain((way) =>
  fc.tuple(fc.constantFrom(...kinds), fc.integer({ min: 0, max: way.length - 1 })).map(([what, place]) => {
    const at = what === 'cut' ? Math.max(place, 1) : place;
    return storyOf(way, what === 'cut' || what === 'dead' ? { what, at } : { what });
  }),
);

function storyOf(way: readonly ElementSeen[], truth: Truth): TrueStory {
  const seen = way.map((element, at) => ({ ...element, ...heardOf(way, at, truth) }));
  const reaches =
    truth.what !== 'probeAlone' && truth.what !== 'probeUplink' && !(truth.what === 'dead' && truth.at === 0);
  const peer = { ...unknownOf('peer', 'upstream', 'supplier'), alive: reaches && truth.what !== 'upstreamCut' };
  const works = reaches && truth.what !== 'serviceDead';
  const web = { ...unknownOf('web', 'service'), alive: works, working: works };
  const full = { chain: [...seen.toReversed(), peer, web], works: [], others: [], earlier: [] };
  return { truth, full, zone: zoneOf(way, truth) };
}

function heardOf(way: readonly ElementSeen[], at: number, truth: Truth): Partial<ElementSeen> {
  const isCutOff = 'at' in truth && at >= truth.at;
  const alive = !isCutOff && truth.what !== 'probeAlone' && truth.what !== 'probeUplink';
  const hasPower = !(truth.what === 'dead' && truth.at === at);
  const outOfBand = way[at]?.owner === 'customer' ? null : hasPower && truth.what !== 'probeAlone';
  return {
    alive,
    outOfBand,
    loss: alive ? 0 : null,
    rtt: alive ? at + 1 : null,
    ...(outOfBand ? toldBy(way, at, truth) : {}),
  };
}

/** What an element that answers around the line knows of its ports, and an OLT of its subscriber. */
function toldBy(way: readonly ElementSeen[], at: number, truth: Truth): Partial<ElementSeen> {
  const isBroken = (segment: number) =>
    (truth.what === 'cut' && truth.at === segment) ||
    (truth.what === 'dead' && (truth.at === segment || truth.at === segment - 1));
  const uplink = at === 0 ? truth.what === 'probeUplink' : isBroken(at);
  const isLast = at === way.length - 1;
  return {
    networkPort: portThat(!uplink),
    customerPort: isLast ? null : portThat(!isBroken(at + 1)),
    ...(way[at]?.zone === 'access' && way[at + 1]?.zone === 'demarcation' ? { ontState: ontState(at + 1, truth) } : {}),
  };
}

function ontState(ont: number, truth: Truth): ElementSeen['ontState'] {
  if (!('at' in truth) || truth.at !== ont) return 'up';
  return truth.what === 'cut' ? 'los' : 'dyingGasp';
}

const portThat = (isUp: boolean): PortSeen => ({ admin: 'up', oper: isUp ? 'up' : 'down', errors: 0 });

function zoneOf(way: readonly ElementSeen[], truth: Truth): Zone {
  if (truth.what === 'upstreamCut') return 'upstream';
  if (truth.what === 'serviceDead') return 'service';
  if (!('at' in truth)) return 'unknown';
  const [near, far] = [way[truth.at - 1], way[truth.at]];
  if (!far) return 'unknown';
  return near && truth.what === 'cut' ? segmentZone({ near, far }) : far.zone;
}

/** What can be hidden of an element, one by one. */
export const aspects = ['alive', 'outOfBand', 'customerPort', 'networkPort', 'ontState', 'working'] as const;

/** A story of which only a part was seen: for each element and aspect in turn, whether it was. */
export function seenInPart({ full }: TrueStory, isSeen: (element: number, aspect: number) => boolean): LineSeen {
  const chain = full.chain.map((element, place) => {
    const hidden = aspects.filter((_, at) => !isSeen(place, at)).map((aspect) => [aspect, null] as const);
    return { ...element, ...Object.fromEntries(hidden) };
  });
  return { ...full, chain };
}
