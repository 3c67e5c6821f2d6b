import { connect } from '../db/client.ts';
import { connectionFault } from '../db/unfit.ts';
import { reviveAll } from '../engine/revival.ts';
import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connectClient } from '../runtime/temporal.ts';

await program(async () => {
  const config = readConfig(process.env, 'tool');
  const client = await connectClient(config.temporal);
  const database = connect(config.databaseUrl, { connections: 12, name: 'helpdesk revive' });
  try {
    const { looked, revived, visits, works } = await reviveAll(client, database);
    console.log(`${looked} open tickets looked at, ${revived.length} started again${revived.length > 0 ? ':' : '.'}`);
    for (const number of revived) console.log(`  ${number}`);
    if (visits + works > 0) console.log(`${visits} visits and ${works} scheduled works started again.`);
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
    await client.connection.close();
  }
});
