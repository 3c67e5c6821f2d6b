import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connect } from './client.ts';
import { connectionFault } from './unfit.ts';
import { verifyAll } from './verify-all.ts';

await program(async () => {
  const { databaseUrl } = readConfig(process.env, 'tool');
  const database = connect(databaseUrl, { connections: 2, name: 'helpdesk verify' });
  try {
    const { protocols, entries, broken } = await verifyAll(database.db);
    for (const { number, brokenAt } of broken) console.error(`${number}: the protocol is broken at ${brokenAt}`);
    console.log(`${protocols} protocols with ${entries} entries verified, ${broken.length} broken.`);
    return broken.length === 0 ? 0 : 1;
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
});
