import { z } from 'zod';
import { parties, zones } from '../../domain/words.ts';
import { testKinds, testPaths } from '../../domain/line/tests.ts';
import { id, name } from './common.ts';
import { short } from './reference-tests.ts';
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
const host = z.string().regex(/^(?!-)[\p{L}\p{N}._:-]{1,253}$/u, 'is no host name and no IP address');
/** Of what the site's probe keeps to itself: a name, never the secret. */
const secretName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'is no name of credentials');

/** How an element can be tested; what else a kind wants is for the probe of its site to check. */
const probe = z
  .looseObject(
    {
      kind: z.enum(testKinds),
      via: z.enum(testPaths).exactOptional(),
      address: host.exactOptional(),
      port: port.exactOptional(),
      credentials: secretName.exactOptional(),
    },
    'is not written as a probe is',
  )
  .refine(({ kind, port }) => kind !== 'tcp' || port !== undefined, { path: ['port'], error: 'is needed for tcp' })
  .refine(short, 'is longer than 4 KiB');

/** Sites are named in queues and on command lines. */
const probeSite = z.string().regex(/^[a-z0-9-]{1,40}$/, 'is no name of a site such as north-2');

export const element = z.strictObject({
  name,
  zone: z.enum(zones),
  kind: name.exactOptional(),
  siteId: id.exactOptional(),
  address: z.string().trim().min(1).max(253),
  probes: z.array(probe).max(20),
  probeSite: probeSite.exactOptional().describe('The site whose probe tests it; left out: the usual one'),
  owner: z.enum(parties),
  covered: z.boolean().default(false),
  partIds: z.array(id).max(200).default([]),
});

/** As a row of CSV: its site by id or by name, and no parts, which stay as they were. */
export const elementInCsv = element.omit({ siteId: true, partIds: true }).extend({ site: name.exactOptional() });

export const mostImported = 20_000;
/** Rows are checked one by one, so that each that is wrong is told. */
export const elementImport = z.union([
  z.strictObject({
    items: z.array(z.unknown()).min(1).max(mostImported).describe('Elements, each as `POST /elements` takes it'),
  }),
  z.string().describe('CSV'),
]);

export const importedView = z.object({ added: z.number(), replaced: z.number() });

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
