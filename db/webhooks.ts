import { eq, sql } from 'drizzle-orm';
import type { Reader, Tx } from './client.ts';
import { messages, tickets, webhookSecrets } from './schema.ts';

/** What a customer's program is told of a message beside its text; null where the ticket is nobody's. */
export async function circumstancesOf(reader: Reader, messageId: string) {
  const [row] = await reader
    .select({
      ...{ ticket: messages.number, cause: messages.cause, at: messages.queuedAt, receipt: messages.receipt },
      ...{ customerId: tickets.customerId, state: tickets.state, issue: webhookSecrets.issue },
    })
    .from(messages)
    .innerJoin(tickets, eq(tickets.number, messages.number))
    .leftJoin(webhookSecrets, eq(webhookSecrets.customerId, tickets.customerId))
    .where(eq(messages.id, messageId));
  if (!row || row.customerId === null) return null;
  const { ticket, cause, at, receipt, customerId, state, issue } = row;
  return {
    owner: { customerId, issue: issue ?? neverIssued },
    ...{ ticket, cause, status: state.status, at: at.toISOString(), receipt },
    eta: state.eta?.state === 'running' ? state.eta.promisedAt : null,
  };
}

const neverIssued = 0;

/** Says that a customer gets a new secret: its issue. The secret itself is kept nowhere. */
export async function issueWebhookSecret(tx: Tx, customerId: string): Promise<number> {
  const [row] = await tx
    .insert(webhookSecrets)
    .values({ customerId, issue: 1 })
    .onConflictDoUpdate({
      target: webhookSecrets.customerId,
      set: { issue: sql`${webhookSecrets.issue} + 1`, issuedAt: sql`now()` },
    })
    .returning({ issue: webhookSecrets.issue });
  if (!row) throw new Error('an upsert gave nothing back');
  return row.issue;
}
