import { parseArgs } from 'node:util';
import { readConfig, type ToolConfig } from '../runtime/config.ts';
import { keptFilesIn } from '../files/kept-files.ts';
import { program } from '../runtime/program.ts';
import { connect, type Db } from './client.ts';
import { erase } from './erase.ts';
import { filesOfNobody } from './erase-attachments.ts';
import { connectionFault } from './unfit.ts';

const usage = 'Say whom to erase: npm run erase -- --contact <contact id, phone as +7…, or e-mail address>';

await program(async () => {
  const { values } = parseArgs({ options: { contact: { type: 'string' } }, strict: true });
  if (!values.contact) {
    console.error(usage);
    return 2;
  }
  return report(await eraseIn(readConfig(process.env, 'tool'), values.contact));
});

async function eraseIn({ databaseUrl, filesDir }: ToolConfig, who: string) {
  const database = connect(databaseUrl, { connections: 2, name: 'helpdesk erase' });
  try {
    const erased = await erase(database.db, who);
    await deleteFiles(database.db, filesDir);
    return erased;
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
}

/** After the rows that speak of them: a run that was cut short here is made good by the next one. */
async function deleteFiles(db: Db, filesDir: string): Promise<void> {
  const files = keptFilesIn(filesDir);
  for (const sha256 of await filesOfNobody(db)) await files.forget(sha256);
}

function report({ contacts, tickets, mails }: Awaited<ReturnType<typeof eraseIn>>): number {
  if (contacts + mails === 0) {
    console.error('Nobody found under this id, phone or address. Phones are written as +74951234567.');
    return 1;
  }
  if (mails > 0) console.log(`Erased ${mails} mail(s) of theirs.`);
  console.log(`Erased ${contacts} contact record(s) on ${tickets.length} ticket(s): ${tickets.join(', ') || 'none'}.`);
  return 0;
}
