import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { By } from '../../domain/actor.ts';
import type { Reader } from '../client.ts';
import { protocol, visitLog, visitTickets } from '../schema.ts';

/** A line of a visit's log: when it happened and when it was told may lie far apart. */
export interface VisitLine {
  readonly position: number;
  readonly type: string;
  readonly by: By;
  readonly recordedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export async function historyOfVisit(reader: Reader, visitId: string): Promise<VisitLine[]> {
  const { position, type, by, recordedAt, data } = visitLog;
  return reader
    .select({ position, type, by, recordedAt, data })
    .from(visitLog)
    .where(eq(visitLog.visitId, visitId))
    .orderBy(asc(position));
}

/** Whether somebody was talked to in this call, by the protocol of one of the visit's tickets. */
export async function isCallOfVisit(reader: Reader, visitId: string, callId: string): Promise<boolean> {
  const numbers = reader
    .select({ number: visitTickets.number })
    .from(visitTickets)
    .where(eq(visitTickets.visitId, visitId));
  const found = await reader
    .select({ position: protocol.position })
    .from(protocol)
    .where(
      and(
        inArray(protocol.number, numbers),
        eq(protocol.type, 'callLogged'),
        sql`${protocol.data}->>'callId' = ${callId}`,
        sql`${protocol.data}->>'outcome' = 'answered'`,
      ),
    )
    .limit(1);
  return found.length > 0;
}
