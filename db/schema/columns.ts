import { customType, timestamp } from 'drizzle-orm/pg-core';

/** A point in time with millisecond precision, as instants have everywhere. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });

export const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' });
