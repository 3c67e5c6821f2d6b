import type { Travel } from '../dispatch/travel.ts';
import { instantOf, msOf, type Instant } from '../instant.ts';
import { available, free } from './level.ts';
import type { Claim, StockLevel } from './stock.ts';

/** From the word to the storekeeper until the part leaves the warehouse. */
export const pickingMs = 15 * 60_000;

/** What one place has of the part that is wanted. */
export interface Source extends StockLevel {
  readonly region: string;
  /** Whose van it is; null for a warehouse. */
  readonly vanOf: string | null;
}

export interface Wanted {
  readonly quantity: number;
  readonly claim: Claim;
  /** Where it is needed. */
  readonly region: string | null;
  /** Who goes, if that is known: what is in that van is there with its engineer. */
  readonly engineerId: string | null;
}

/** So many from one place, and when they can be where they are needed. */
export interface Take {
  readonly warehouseId: string;
  readonly quantity: number;
  readonly readyAt: Instant;
  /** The emergency reserve is touched. */
  readonly belowFloor: boolean;
}

export interface Chosen {
  readonly takes: readonly Take[];
  readonly short: { readonly quantity: number; readonly because: 'outOfStock' | 'belowFloor' } | null;
}

interface Offer {
  readonly source: Source;
  readonly free: number;
  readonly readyMs: number;
}

/**
 * Where a part comes from: the van of whoever goes, else the warehouse from which it is there first, else several
 * places together, and vans of others only for what nobody else has. What can't be had is told, and the rest is taken.
 * A place that is too late is no reason to go without: `readyAt` says so honestly.
 */
export function chooseSource(wanted: Wanted, sources: readonly Source[], travel: Travel, now: Instant): Chosen {
  const offers = sources.map((source) => offerOf(source, wanted, travel, now)).filter((offer) => offer.free > 0);
  const [own, stores, others] = inTiers(offers, wanted.engineerId);
  const usual =
    one(own, wanted.quantity) ?? one(stores, wanted.quantity) ?? greedy([...own, ...stores], wanted.quantity);
  const rest = wanted.quantity - sum(usual);
  const takes = rest === 0 ? usual : [...usual, ...(one(others, rest) ?? greedy(others, rest))];
  const short = wanted.quantity - sum(takes);
  const left = sources.reduce((all, source) => all + Math.max(0, available(source)), 0) - sum(takes);
  return { takes, short: short === 0 ? null : { quantity: short, because: left > 0 ? 'belowFloor' : 'outOfStock' } };
}

function offerOf(source: Source, { claim, region, engineerId }: Wanted, travel: Travel, now: Instant): Offer {
  const comesAlong = engineerId !== null && source.vanOf === engineerId;
  const readyMs = msOf(now) + (comesAlong ? 0 : pickingMs + travel(source.region, region));
  return { source, free: free(source, claim), readyMs };
}

/** Own van, warehouses, vans of others; in each the first to be there first. */
function inTiers(offers: readonly Offer[], engineerId: string | null): [Offer[], Offer[], Offer[]] {
  const soonest = offers.toSorted(
    (a, b) => a.readyMs - b.readyMs || (a.source.warehouseId < b.source.warehouseId ? -1 : 1),
  );
  const isOwn = ({ source: { vanOf } }: Offer) => vanOf !== null && vanOf === engineerId;
  return [
    soonest.filter(isOwn),
    soonest.filter(({ source }) => source.vanOf === null),
    soonest.filter((offer) => offer.source.vanOf !== null && !isOwn(offer)),
  ];
}

/** All from one place, from the first that has so many. */
function one(offers: readonly Offer[], quantity: number): Take[] | null {
  const found = offers.find((offer) => offer.free >= quantity);
  return found === undefined ? null : [take(found, quantity)];
}

function greedy(offers: readonly Offer[], quantity: number): Take[] {
  const takes: Take[] = [];
  for (const offer of offers) {
    const rest = quantity - sum(takes);
    if (rest > 0) takes.push(take(offer, Math.min(rest, offer.free)));
  }
  return takes;
}

function take({ source, readyMs }: Offer, quantity: number): Take {
  const belowFloor = available(source) - quantity < source.floor;
  return { warehouseId: source.warehouseId, quantity, readyAt: instantOf(readyMs), belowFloor };
}

function sum(takes: readonly Take[]): number {
  return takes.reduce((all, { quantity }) => all + quantity, 0);
}
