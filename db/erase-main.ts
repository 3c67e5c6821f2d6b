import { parseArgs } from 'node:util';
import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connect } from './client.ts';
import { erase } from './erase.ts';
import { connectionFault } from './unfit.ts';

const usage = 'Say whom to erase: npm run erase -- --contact <contact id, phone as +7…, or e-mail address>';

await program(async () => {
  const { values } = parseArgs({ options: { contact: { type: 'string' } }, strict: true });
  if (!values.contact) {
    console.error(usage);
    return 2;
  }
  return report(await eraseIn(readConfig(process.env, 'tool').databaseUrl, values.contact));
});

async function eraseIn(databaseUrl: string, who: string) {
  const database = connect(databaseUrl, { connections: 2, name: 'helpdesk erase' });
  try {
    return await erase(database.db, who);
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
}

function report({ contacts, tickets }: Awaited<ReturnType<typeof eraseIn>>): number {
  if (contacts === 0) {
    console.error('Nobody found under this id, phone or address. Phones are written as +74951234567.');
    return 1;
  }
  console.log(`Erased ${contacts} contact record(s) on ${tickets.length} ticket(s): ${tickets.join(', ') || 'none'}.`);
  return 0;
}
