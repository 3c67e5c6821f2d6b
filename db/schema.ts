// The one list of tables: the driver and the generator of migrations want them together.
export * from './schema/ticket.ts';
export * from './schema/changes.ts';
export * from './schema/requests.ts';
export * from './schema/telling.ts';
export * from './schema/inbound.ts';
export * from './schema/people.ts';
export * from './schema/customers.ts';
export * from './schema/calendars.ts';
export * from './schema/network.ts';
export * from './schema/tests.ts';
export * from './schema/questionnaires.ts';
export * from './schema/field.ts';
export * from './schema/stock.ts';
export * from './schema/telephony.ts';
