import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from './client.ts';
import { commands } from './schema.ts';

export interface CommandAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Keeps the answer beside the command that stands in the protocol already. The first answer stays. */
export async function keepCommandAnswer(reader: Reader, id: string, answer: CommandAnswer): Promise<void> {
  const { status, headers, body } = answer;
  await reader
    .update(commands)
    .set({ status, headers: { ...headers }, response: body })
    .where(and(eq(commands.id, id), isNull(commands.status)));
}
