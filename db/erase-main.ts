import { parseArgs } from 'node:util';
import { readConfig } from '../runtime/config.ts';
import { connect } from './client.ts';
import { erase } from './erase.ts';

const usage = 'Say whom to erase: npm run erase -- --contact <contact id, phone as +7…, or e-mail address>';

const { values } = parseArgs({ options: { contact: { type: 'string' } }, strict: true });
if (!values.contact) {
  console.error(usage);
  process.exit(2);
}
const database = connect(readConfig(process.env, 'tool').databaseUrl, { connections: 2, name: 'helpdesk erase' });
const { contacts, tickets } = await erase(database.db, values.contact);
await database.close();
if (contacts === 0) {
  console.error('Nobody found under this id, phone or address. Phones are written as +74951234567.');
  process.exit(1);
}
console.log(`Erased ${contacts} contact record(s) on ${tickets.length} ticket(s): ${tickets.join(', ') || 'none'}.`);
