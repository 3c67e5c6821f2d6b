import { instantOf } from '../../domain/instant.ts';
import { openUpTo, settle, type Match } from '../match.ts';
import { sideNames, type SideName } from '../side.ts';
import { lagsOf } from './lags.ts';

/** Milliseconds from due to recorded, one promise at a time on a machine without other work. */
export type IdleLagRound = Readonly<Record<SideName, readonly number[]>>;

const aheadMs = 1_500;

export async function measureIdleLag(match: Match): Promise<IdleLagRound> {
  const lags: Record<SideName, number[]> = { bare: [], desk: [] };
  for (const side of sideNames) await openUpTo(match, side, 1);
  for (let turn = 0; turn < match.size.idleLags; turn++) {
    for (const side of sideNames) lags[side].push(await oneLag(match, side));
  }
  return lags;
}

async function oneLag(match: Match, side: SideName): Promise<number> {
  const [name = ''] = match.opened[side];
  const at = instantOf(Date.now() + aheadMs);
  await match.sides[side].promise(name, at);
  const [lag = Number.NaN] = await lagsOf(match, { side, names: [name], at }, 20_000);
  await settle(match, side);
  return lag;
}
