import { connect } from '../db/client.ts';
import { reviveAll } from '../engine/revival.ts';
import { readConfig } from '../runtime/config.ts';
import { connectClient } from '../runtime/temporal.ts';

const config = readConfig(process.env, 'tool');
const database = connect(config.databaseUrl, { connections: 12, name: 'helpdesk revive' });
const client = await connectClient(config.temporal);
const { looked, revived } = await reviveAll(client, database);
await client.connection.close();
await database.close();
console.log(`${looked} open tickets looked at, ${revived.length} started again${revived.length > 0 ? ':' : '.'}`);
for (const number of revived) console.log(`  ${number}`);
