import { z } from 'zod';
import { id, page } from './common.ts';

export const versionQuery = z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000).optional() });
export const servicesQuery = z.strictObject({ ...page, customerId: id.optional() });
export const questionnairesQuery = z.strictObject({ ...page, serviceKind: z.string().min(1).max(50).optional() });
