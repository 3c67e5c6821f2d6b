import { v7 } from 'uuid';
import type { Database } from '../../db/client.ts';
import { users } from '../../db/schema.ts';
import { answer, arrive } from '../../db/telephony/live-calls.ts';
import { endLiveCall, type Ending } from '../../db/telephony/end-live-call.ts';

/** What an exchange does to the tables, without one. */
export function exchangeOn({ db }: Database) {
  return {
    /** Somebody rings; null: their number is withheld. */
    rings: async (phone: string | null): Promise<{ id: string; channel: string }> => {
      const id = v7();
      const channel = `1767603600.${id}`;
      await arrive(db, { id, channel, phone });
      return { id, channel };
    },
    picksUp: (id: string, agentId: string) => answer(db, id, agentId),
    ends: (channel: string, ending: Ending = 'heard') => endLiveCall(db, channel, ending),
    /** An agent with a phone at the exchange, on nobody's roster. */
    agentAt: async (extension: string | null): Promise<string> => {
      const id = v7();
      const person = { id, login: id, name: 'Агент', passwordHash: 'none', language: 'ru' } as const;
      await db.insert(users).values({ ...person, roles: ['agent'], extension });
      return id;
    },
  };
}
