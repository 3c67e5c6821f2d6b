import type { Change, Place } from '../../db/changes.ts';

/** Where somebody has heard up to, and in which database. */
export interface EventId {
  readonly era: string;
  readonly place: Place;
}

/** In the format of `text/event-stream`. */
export function eventText(era: string, { kind, about, place }: Change): string {
  return `id: ${idText({ era, place })}\nevent: ${kind}\ndata: ${JSON.stringify(about)}\n\n`;
}

/** What somebody missed can no longer be told: they have to read everything anew. */
export function resetText(id: EventId): string {
  return `id: ${idText(id)}\nevent: reset\ndata: {}\n\n`;
}

/** No event: a line that keeps proxies from cutting the silence, and an id to go on from, past what was not for them. */
export function beatText(id: EventId): string {
  return `: still here\nid: ${idText(id)}\n\n`;
}

function idText({ era, place }: EventId): string {
  return `${era}-${place.transaction}-${place.line}`;
}

/** Null for what is no id of ours. */
export function readId(text: string): EventId | null {
  const [, era, transaction, line] = /^([0-9a-f]{1,16})-(\d{1,19})-(\d{1,18})$/.exec(text) ?? [];
  if (era === undefined || transaction === undefined || line === undefined) return null;
  return { era, place: { transaction: BigInt(transaction), line: BigInt(line) } };
}
