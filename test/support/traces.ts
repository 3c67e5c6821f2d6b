import postgres from 'postgres';

/** In which tables of a database a text still stands, in whatever column: the rows are searched as they print. */
export async function tracesOf(superuserUrl: string, text: string): Promise<string[]> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => undefined });
  try {
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await sql`select 1 from ${sql(name)} as one where strpos(one::text, ${text}) > 0 limit 1`;
      if (rows.length > 0) found.push(name);
    }
    return found;
  } finally {
    await sql.end();
  }
}
