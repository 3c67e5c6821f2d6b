import { readConfig, type ToolConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { connect } from './client.ts';
import { migrate } from './migrate.ts';
import { seedDemo } from './seed/demo.ts';
import { connectionFault, UnfitDatabase } from './unfit.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env, 'tool');
  const { databaseOwnerUrl, databaseUrl, demo } = config;
  if (databaseOwnerUrl === null) {
    throw new UnfitDatabase(
      'DATABASE_OWNER_URL is missing: give the address of the database as the role that owns the tables.',
    );
  }
  await migrate(databaseOwnerUrl, databaseUrl);
  console.log('The tables and the application role are up to date.');
  if (demo) await loadDemo(config);
}

async function loadDemo({ databaseUrl, demoPassword, demoNetworkPort }: ToolConfig): Promise<void> {
  const database = connect(databaseUrl, { connections: 1, name: 'helpdesk migrate' });
  try {
    await seedDemo(database, demoPassword, demoNetworkPort);
    console.log('Demo people and customers are there; sign in with a role as login.');
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
}

await program(main);
