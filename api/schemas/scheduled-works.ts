import { z } from 'zod';
import { id, instant, name, text } from './common.ts';
import { teamName } from './ticket-commands.ts';

const window = z
  .strictObject({ from: instant, to: instant })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'is not after its beginning' });

const part = z.strictObject({ partId: id, quantity: z.number().int().min(1).max(100_000), warehouseId: id });

export const scheduledWorks = z
  .strictObject({
    title: name.describe('For the desk; customers read when, which services, how long'),
    siteId: id.exactOptional().describe('Every element that stands there'),
    elements: z
      .array(id)
      .max(1_000)
      .refine((ids) => new Set(ids).size === ids.length, 'names an element twice')
      .default([]),
    window,
    team: teamName.default('field').describe('Who carries them out'),
    parts: z.array(part).max(200).default([]),
  })
  .refine(({ siteId, elements }) => siteId !== undefined || elements.length > 0, {
    path: ['elements'],
    error: 'are needed where no site is named',
  });

export const worksCancellation = z.strictObject({ reason: text });
