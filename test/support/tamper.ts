import postgres from 'postgres';
import { connect } from '../../db/client.ts';
import { genesis, hashOf } from '../../db/hash-chain.ts';
import { chained, readRows, type Row } from '../../db/protocol.ts';

/** The owner of the tables, with the trigger off for as long as it takes: who can change what is append-only. */
export async function tamper(ownerUrl: string, statement: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(`alter table protocol disable trigger protocol_append_only; ${statement};
      alter table protocol enable always trigger protocol_append_only`);
  } finally {
    await sql.end();
  }
}

/** Takes away the end of a protocol and lets the ticket's row agree, so that nothing in the database shows it. */
export async function cutOff(ownerUrl: string, number: string, after: number): Promise<void> {
  await tamper(
    ownerUrl,
    `delete from protocol where number = '${number}' and position > ${after};
     update tickets set position = ${after},
       head_hash = (select hash from protocol where number = '${number}' and position = ${after})
     where number = '${number}'`,
  );
}

/** Changes one entry and computes all hashes anew, the ticket's head included: the chain alone can't tell. */
export async function rewrite(ownerUrl: string, number: string, from: number): Promise<void> {
  await tamper(
    ownerUrl,
    `update protocol set data = data || '{"forged":true}' where number = '${number}' and position = ${from}`,
  );
  const { db, close } = connect(ownerUrl, { connections: 1, name: 'a forger' });
  const rows = hashedAnew(await readRows(db, number));
  await close();
  const updates = rows.map(
    ({ position, hash, previousHash }) =>
      `update protocol set hash = '${hash}', previous_hash = '${previousHash}' where number = '${number}' and position = ${position}`,
  );
  const head = `update tickets set head_hash = '${rows.at(-1)!.hash}' where number = '${number}'`;
  await tamper(ownerUrl, [...updates, head].join(';'));
}

function hashedAnew(rows: readonly Row[]): Row[] {
  let previousHash = genesis;
  return rows.map((row) => {
    const linked = { ...row, previousHash };
    const hash = hashOf(chained(linked));
    previousHash = hash;
    return { ...linked, hash };
  });
}
