import type { Account, TestPostgres } from './provided.ts';

/** The address of a database on the test server for one of its roles. */
export function databaseUrl(
  { superuser }: Pick<TestPostgres, 'superuser'>,
  account: Account,
  database: string,
): string {
  const url = new URL(superuser.replace('DATABASE', database));
  url.username = account.role;
  url.password = account.password;
  return url.href;
}
