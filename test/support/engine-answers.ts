import { Connection } from '@temporalio/client';
import { eventually } from './eventually.ts';

/** Waits until an engine takes connections there; gives the address back. */
export async function answersWithin(address: string, withinMs: number): Promise<string> {
  const connection = await eventually(() => Connection.connect({ address, connectTimeout: 1_000 }), { withinMs });
  await connection.close();
  return address;
}
