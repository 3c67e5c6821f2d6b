import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connect } from './client.ts';
import { monthsDiffer, stockDiffers } from './stock/stock-differs.ts';
import { connectionFault } from './unfit.ts';
import { verifyAll } from './verify-all.ts';

await program(async () => {
  const { databaseUrl } = readConfig(process.env, 'tool');
  const database = connect(databaseUrl, { connections: 2, name: 'helpdesk verify' });
  try {
    const { protocols, entries, broken } = await verifyAll(database.db);
    for (const { number, brokenAt } of broken) console.error(`${number}: the protocol is broken at ${brokenAt}`);
    console.log(`${protocols} protocols with ${entries} entries verified, ${broken.length} broken.`);
    const differing = await stockDiffers(database.db);
    const months = await monthsDiffer(database.db);
    for (const { partId, warehouseId } of differing) {
      console.error(`part ${partId} in warehouse ${warehouseId}: the stock is not the sum of its ledger`);
    }
    for (const month of months) console.error(`${month}: the sums of the month are not those of its ledger`);
    console.log(`The stores are verified, ${differing.length + months.length} differences.`);
    return broken.length + differing.length + months.length === 0 ? 0 : 1;
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
});
