import type { z } from 'zod';
import { Refusal } from '../domain/refusal.ts';

/** Where a page of a list ended, as clients hand it back without looking into it. */
export function cursorOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place in a list that a cursor stands for; null for the beginning.
 * @throws Refusal badQuery for what was never given out as a cursor of this list
 */
export function placeOf<T>(schema: z.ZodType<T>, cursor: string | undefined): T | null {
  if (cursor === undefined) return null;
  const place = schema.safeParse(decoded(cursor));
  if (place.success) return place.data;
  throw new Refusal('badQuery', 'not a cursor', [{ path: 'cursor', message: 'is no cursor of this list' }]);
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
