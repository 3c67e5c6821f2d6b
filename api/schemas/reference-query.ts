import { z } from 'zod';
import { zones } from '../../domain/words.ts';
import { id, instant, page } from './common.ts';

export const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000).optional() });
export const servicesQuery = z.strictObject({ ...page, customerId: id.optional() });
export const questionnairesQuery = z.strictObject({ ...page, serviceKind: z.string().min(1).max(50).optional() });
export const elementsQuery = z.strictObject({
  ...page,
  zone: z.enum(zones).optional(),
  siteId: id.optional(),
  q: z.string().trim().min(1).max(200).optional().describe('How the name or the address begins'),
});
export const worksQuery = z.strictObject({
  ...page,
  from: instant.optional(),
  to: instant.optional().describe('Works that have a part of this time in their window'),
  elementId: id.optional().describe('Works on this element, named itself or by its site'),
});
