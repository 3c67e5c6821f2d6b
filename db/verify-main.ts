import { parseArgs } from 'node:util';
import { writeReceipt, type Receipt } from '../domain/receipt.ts';
import { receiptSentence } from '../domain/receipt-verdict.ts';
import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connect, type Db } from './client.ts';
import { checkReceipt } from './receipts.ts';
import { receiptsGiven } from './saved-receipts.ts';
import { monthsDiffer, stockDiffers } from './stock/stock-differs.ts';
import { connectionFault } from './unfit.ts';
import { verifyAll } from './verify-all.ts';

// npm run verify: every protocol, and the stores.
// npm run verify -- --receipt HD-…/17/9f3c… --receipts <text or saved .eml>: what customers' receipts prove.

await program(async () => {
  const several = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({ options: { receipt: several, receipts: several }, strict: true });
  const receipts = await receiptsGiven(values);
  const { databaseUrl } = readConfig(process.env, 'tool');
  const database = connect(databaseUrl, { connections: 2, name: 'helpdesk verify' });
  try {
    return receipts.length > 0 ? await verifyReceipts(database.db, receipts) : await verifyEverything(database.db);
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
});

async function verifyEverything(db: Db): Promise<number> {
  const { protocols, entries, broken } = await verifyAll(db);
  for (const { number, brokenAt } of broken) console.error(`${number}: the protocol is broken at ${brokenAt}`);
  console.log(`${protocols} protocols with ${entries} entries verified, ${broken.length} broken.`);
  const differing = await stockDiffers(db);
  const months = await monthsDiffer(db);
  for (const { partId, warehouseId } of differing) {
    console.error(`part ${partId} in warehouse ${warehouseId}: the stock is not the sum of its ledger`);
  }
  for (const month of months) console.error(`${month}: the sums of the month are not those of its ledger`);
  console.log(`The stores are verified, ${differing.length + months.length} differences.`);
  return broken.length + differing.length + months.length === 0 ? 0 : 1;
}

async function verifyReceipts(db: Db, receipts: readonly Receipt[]): Promise<number> {
  let standing = 0;
  for (const receipt of receipts) {
    const verdict = await checkReceipt(db, receipt);
    const { ru, en } = receiptSentence(verdict);
    console.log(`${writeReceipt(receipt)}: ${en} / ${ru}`);
    if (verdict.verdict === 'stands') standing += 1;
  }
  console.log(`${receipts.length} receipts verified, ${standing} stand.`);
  return standing === receipts.length ? 0 : 1;
}
