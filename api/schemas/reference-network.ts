import { z } from 'zod';
import { zones } from '../../domain/words.ts';
import { id, name } from './common.ts';
import { timeZone } from './reference-time.ts';

const address = z.string().trim().min(1).max(500);

export const site = z.strictObject({
  customerId: id.exactOptional(),
  name,
  address,
  region: name,
  timeZone: timeZone.exactOptional(),
  access: z.string().trim().min(1).max(2_000).exactOptional(),
});

const port = z.number().int().min(1).max(65_535);
/** How an element is asked whether it lives; more kinds come with more testers, each with settings of its own. */
const probe = z
  .looseObject({
    kind: z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/, 'is no kind of probe'),
    port: port.exactOptional(),
  })
  .refine(({ kind, port }) => kind !== 'tcp' || port !== undefined, { path: ['port'], error: 'is needed for tcp' });

export const element = z.strictObject({
  name,
  zone: z.enum(zones),
  kind: name.exactOptional(),
  siteId: id.exactOptional(),
  address: z.string().trim().min(1).max(253),
  probes: z.array(probe).max(20),
  owner: z.enum(['customer', 'operator', 'supplier']),
  covered: z.boolean().default(false),
  partIds: z.array(id).max(200).default([]),
});

export const service = z.strictObject({
  customerId: id,
  contractId: id,
  siteId: id,
  name,
  kind: z.string().regex(/^[a-z][A-Za-z0-9-]{0,49}$/, 'is no kind such as internet, vpn or voice'),
  chain: z
    .array(id)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'names an element twice')
    .describe('Elements, nearest the customer first'),
});
