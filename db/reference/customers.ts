import { and, asc, eq, getTableColumns, gt } from 'drizzle-orm';
import type { Reader, Tx } from '../client.ts';
import { customerContacts, customers } from '../schema.ts';
import { pageOf, type Asked, type Page } from './page.ts';
import { requireKnown } from './references.ts';

export type Customer = typeof customers.$inferSelect;
export type CustomerContact = Omit<typeof customerContacts.$inferSelect, 'erasedAt'>;

export async function listCustomers(reader: Reader, { limit, after }: Asked): Promise<Page<Customer>> {
  const later = after === null ? undefined : gt(customers.id, after);
  const rows = await reader
    .select()
    .from(customers)
    .where(later)
    .orderBy(asc(customers.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

export async function readCustomer(reader: Reader, id: string): Promise<Customer | null> {
  const [row] = await reader.select().from(customers).where(eq(customers.id, id));
  return row ?? null;
}

export async function addCustomer(tx: Tx, customer: Customer): Promise<Customer> {
  await tx.insert(customers).values(customer);
  return customer;
}

export async function replaceCustomer(tx: Tx, customer: Customer): Promise<Customer | null> {
  const [row] = await tx.update(customers).set(customer).where(eq(customers.id, customer.id)).returning();
  return row ?? null;
}

const { erasedAt: _erasedAt, ...shown } = getTableColumns(customerContacts);

export interface OfCustomer extends Asked {
  readonly customerId: string;
}

/** The people of a customer; those who were erased keep their place without a name. */
export async function listContacts(reader: Reader, asked: OfCustomer): Promise<Page<CustomerContact>> {
  const { customerId, limit, after } = asked;
  const later = after === null ? undefined : gt(customerContacts.id, after);
  const rows = await reader
    .select(shown)
    .from(customerContacts)
    .where(and(eq(customerContacts.customerId, customerId), later))
    .orderBy(asc(customerContacts.id))
    .limit(limit + 1);
  return pageOf(rows, limit);
}

/** @throws Refusal unknownReference */
export async function addContact(tx: Tx, contact: CustomerContact): Promise<CustomerContact> {
  await requireKnown(tx, [{ path: 'customerId', to: 'customer', id: contact.customerId }]);
  await tx.insert(customerContacts).values(contact);
  return contact;
}

export async function replaceContact(tx: Tx, contact: CustomerContact): Promise<CustomerContact | null> {
  const { id, customerId } = contact;
  const [row] = await tx
    .update(customerContacts)
    .set(contact)
    .where(and(eq(customerContacts.id, id), eq(customerContacts.customerId, customerId)))
    .returning(shown);
  return row ?? null;
}
