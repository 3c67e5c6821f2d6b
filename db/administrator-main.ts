import { parseArgs } from 'node:util';
import { languages } from '../domain/words.ts';
import { readConfig } from '../runtime/config.ts';
import { program } from '../runtime/program.ts';
import { addAdministrator } from './administrator.ts';
import { connect } from './client.ts';
import { connectionFault } from './unfit.ts';

const usage = 'Say who: npm run administrator -- --login anna --name "Anna Petrova" [--language en]';

await program(async () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { login: text, name: text, language: text }, strict: true });
  const language = languages.find((known) => known === (values.language ?? 'ru'));
  if (!values.login || !values.name || !language) {
    console.error(usage);
    return 2;
  }
  const database = connect(readConfig(process.env, 'tool').databaseUrl, { connections: 1, name: 'helpdesk admin' });
  try {
    const password = await addAdministrator(database.db, { login: values.login, name: values.name, language });
    console.log(`${values.login} may sign in with the password ${password}. It is not shown again.`);
    return 0;
  } catch (error) {
    throw connectionFault(error, 'DATABASE_URL');
  } finally {
    await database.close();
  }
});
