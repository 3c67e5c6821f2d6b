import postgres from 'postgres';
import { eventually } from './eventually.ts';

/** A ticket's row lock in the hands of a test: whoever wants to write its protocol waits at the door. */
export interface HeldTicket {
  /** Resolves when some connection of that name waits for the lock. */
  awaited(applicationName: string): Promise<void>;
  release(): Promise<void>;
}

export async function holdTicket(superuserUrl: string, number: string): Promise<HeldTicket> {
  const sql = postgres(superuserUrl, { max: 2, onnotice: () => undefined });
  const holder = await sql.reserve();
  await holder`begin`;
  await holder`select 1 from tickets where number = ${number} for update`;
  return {
    awaited: async (applicationName) => {
      const waiting = () => sql`
        select 1 from pg_stat_activity
        where application_name = ${applicationName} and datname = current_database() and wait_event_type = 'Lock'`;
      await eventually(async () => (await waiting()).length > 0, { withinMs: 20_000 });
    },
    release: async () => {
      await holder`rollback`;
      holder.release();
      await sql.end();
    },
  };
}
