import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../tools/free-port.ts';
import { eventually } from './eventually.ts';

const program = '/usr/sbin/dovecot';

/** Why there is no mail server to look into, or null. */
export const whyNoDovecot = existsSync(program) ? null : 'no Dovecot: apt-get install dovecot-imapd';

export interface TestImap {
  /** Of the one mailbox, with its folder. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends every connection, as a restart of the server does. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** A Dovecot of its own in a folder of its own, without rights: as root it is run as nobody. */
export async function dovecot(): Promise<TestImap> {
  const folder = mkdtempSync(join(tmpdir(), 'hd-imap-'));
  const account = userInfo().uid === 0 ? nobody : { user: userInfo().username, uid: undefined, gid: undefined };
  const port = await freePort();
  const config = join(folder, 'dovecot.conf');
  writeFileSync(config, configuration(folder, account.user, port));
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(folder, name));
  if (account.uid !== undefined)
    for (const name of ['', 'run', 'state', 'mail']) chownSync(join(folder, name), account.uid, account.gid);
  let child: ChildProcess | null = null;
  return {
    url: `imap://helpdesk:secret@127.0.0.1:${port}/INBOX`,
    start: async () => {
      const as = account.uid === undefined ? {} : { uid: account.uid, gid: account.gid };
      child = spawn(program, ['-F', '-c', config], { stdio: 'ignore', ...as });
      await eventually(() => answers(port), { withinMs: 10_000 }).catch((error: unknown) => {
        throw new Error(`Dovecot did not start: ${logIn(folder)}`, { cause: error });
      });
    },
    stop: async () => {
      if (child === null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      child = null;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

const nobody = { user: 'nobody', uid: 65_534, gid: 65_534 } as const;

function logIn(folder: string): string {
  const log = join(folder, 'state', 'log');
  return existsSync(log) ? readFileSync(log, 'utf8') : 'it said nothing';
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

function configuration(folder: string, user: string, port: number): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/state/log
default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${user === 'nobody' ? 'nogroup' : user}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${user} gid=${user === 'nobody' ? 'nogroup' : user} home=${folder}/mail
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}
