import type { Sql } from 'postgres';

export function bareActivities(sql: Sql) {
  return {
    /** The row that says when it rang, by the database's clock. */
    insertRang: async (name: string, due: string): Promise<void> => {
      await sql`insert into rang (name, due) values (${name}, ${due})`;
    },
  };
}
export type BareActivities = ReturnType<typeof bareActivities>;
