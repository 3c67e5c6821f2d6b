import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Fault } from '../../domain/refusal.ts';
import type { Reader, Tx } from '../client.ts';
import { contracts, services, sites } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { refuse, requireKnown } from './references.ts';

export type Service = typeof services.$inferSelect;

export interface AskedServices extends Asked {
  readonly customerId?: string | undefined;
}

export async function listServices(
  reader: Reader,
  { limit, after, customerId }: AskedServices,
): Promise<Page<Service>> {
  const later = after === null ? undefined : gt(services.id, after);
  const theirs = customerId === undefined ? undefined : eq(services.customerId, customerId);
  const rows = await reader
    .select()
    .from(services)
    .where(and(later, theirs))
    .orderBy(asc(services.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readService(reader: Reader, id: string): Promise<Service | null> {
  const [row] = await reader.select().from(services).where(eq(services.id, id));
  return row ?? null;
}

/** Services that run through an element. */
export async function servicesThrough(
  reader: Reader,
  elementId: string,
  { limit, after }: Asked,
): Promise<Page<Service>> {
  const later = after === null ? undefined : gt(services.id, after);
  const through = sql`${services.chain} @> ${JSON.stringify([elementId])}::jsonb`;
  const rows = await reader
    .select()
    .from(services)
    .where(and(later, through))
    .orderBy(asc(services.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** @throws Refusal unknownReference */
export async function addService(tx: Tx, service: Service): Promise<Service> {
  await requireParts(tx, service);
  await tx.insert(services).values(service);
  return service;
}

/** @throws Refusal unknownReference */
export async function replaceService(tx: Tx, service: Service): Promise<Service | null> {
  await requireParts(tx, service);
  const [row] = await tx.update(services).set(service).where(eq(services.id, service.id)).returning();
  return row ?? null;
}

async function requireParts(tx: Tx, { customerId, contractId, siteId, chain }: Service): Promise<void> {
  await requireKnown(tx, [
    { path: 'customerId', to: 'customer', id: customerId },
    { path: 'contractId', to: 'contract', id: contractId },
    { path: 'siteId', to: 'site', id: siteId },
    ...chain.map((id, index) => ({ path: `chain.${index}`, to: 'element' as const, id })),
  ]);
  refuse(await foreignParts(tx, { customerId, contractId, siteId }));
}

/** A contract or a site of somebody else would give one customer the promises, or the door key, of another. */
async function foreignParts(tx: Tx, service: Pick<Service, 'customerId' | 'contractId' | 'siteId'>): Promise<Fault[]> {
  const { customerId, contractId, siteId } = service;
  const [contract] = await tx.select({ of: contracts.customerId }).from(contracts).where(eq(contracts.id, contractId));
  const [site] = await tx.select({ of: sites.customerId }).from(sites).where(eq(sites.id, siteId));
  const foreign = (path: string) => ({ path, message: 'belongs to another customer' });
  return [
    ...(contract?.of === customerId ? [] : [foreign('contractId')]),
    ...(site?.of == null || site.of === customerId ? [] : [foreign('siteId')]),
  ];
}
