import postgres from 'postgres';
import type { Engine } from './engine.ts';

const databases = ['temporal', 'temporal_visibility'];

/** Copies what the engine knows. Its server must be dead. */
export async function backUp(engine: Engine): Promise<void> {
  await asSuperuser(engine, (name) => [
    `drop database if exists ${name}_older`,
    `create database ${name}_older template ${name}`,
  ]);
}

/** Puts the engine back to the copy. Its server must be dead. */
export async function putBack(engine: Engine): Promise<void> {
  await asSuperuser(engine, (name) => [
    `drop database ${name} with (force)`,
    `create database ${name} template ${name}_older owner temporal`,
  ]);
}

async function asSuperuser(engine: Engine, statements: (database: string) => readonly string[]): Promise<void> {
  const sql = postgres(engine.superuserUrl('postgres'), { max: 1, onnotice: () => undefined });
  try {
    for (const statement of databases.flatMap(statements)) await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
