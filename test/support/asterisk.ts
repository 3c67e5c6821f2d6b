import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../tools/free-port.ts';
import { eventually } from './eventually.ts';
import { runFolder } from './run-folder.ts';

const cache =
  process.env['HELPDESK_CACHE_DIR'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'helpdesk');
const brought = join(cache, 'asterisk');
const has = (program: string) =>
  (process.env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));

/** Why no real exchange can be called, or null. */
export const whyNoAsterisk = !existsSync(join(brought, 'asterisk'))
  ? 'Asterisk is missing; this brings it (Debian): bash scripts/bring-asterisk.sh'
  : has('sipp')
    ? null
    : 'SIPp is missing; this brings it (Debian): apt-get install sip-tester';

/** A real Asterisk on loopback, with a configuration of its own. */
export interface Asterisk {
  readonly ariUrl: string;
  readonly sipPort: number;
  /** Where it calls agents' phones and the world outside: somebody has to listen there, or nobody does. */
  readonly phones: Readonly<Record<'101' | '102' | 'trunk', number>>;
  /** All its calls end. */
  hangUpAll(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** For a process that neither ends nor answers. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

export async function startAsterisk(): Promise<Asterisk> {
  // What a killed run has left is known by its folder, and goes with the next one.
  const ofRun = runFolder();
  const dir = join(ofRun, 'asterisk');
  mkdirSync(dir);
  const [http, sip, media] = [
    await freePort(),
    await freePort(),
    20_000 + 100 * Math.floor(((await freePort()) % 10_000) / 100),
  ];
  const phones = { '101': await freePort(), '102': await freePort(), trunk: await freePort() };
  writeConfiguration(dir, { http, sip, media, phones });
  const ariUrl = `http://desk:secret@127.0.0.1:${http}`;
  let running: ChildProcess | null = null;
  const kill = async () => {
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  };
  const killAtExit = () => void running?.kill('SIGKILL');
  process.once('exit', killAtExit);
  const start = async () => {
    running = spawn(join(brought, 'asterisk'), ['-f', '-C', join(dir, 'asterisk.conf')], { cwd: dir, stdio: 'ignore' });
    await eventually(() => isUp(http), { withinMs: 60_000, everyMs: 100 });
  };
  await start();
  return {
    ...{ ariUrl, sipPort: sip, phones, kill, start },
    hangUpAll: () => hangUpAll(http),
    freeze: () => void running?.kill('SIGSTOP'),
    thaw: () => void running?.kill('SIGCONT'),
    close: async () => {
      process.off('exit', killAtExit);
      await kill();
      rmSync(ofRun, { recursive: true, force: true });
    },
  };
}

function ask(port: number, method: 'GET' | 'DELETE', path: string): Promise<Response> {
  const headers = { authorization: `Basic ${Buffer.from('desk:secret').toString('base64')}` };
  return fetch(`http://127.0.0.1:${port}/ari${path}`, { method, headers });
}

/** Channels are the last to be loaded. */
async function isUp(port: number): Promise<boolean> {
  return (await ask(port, 'GET', '/channels')).ok;
}

async function hangUpAll(port: number): Promise<void> {
  const channels = (await (await ask(port, 'GET', '/channels')).json()) as { id: string }[];
  for (const { id } of channels) await ask(port, 'DELETE', `/channels/${id}`);
}

interface Doors {
  readonly http: number;
  readonly sip: number;
  /** The first of a hundred ports for voices. */
  readonly media: number;
  readonly phones: Asterisk['phones'];
}

function writeConfiguration(dir: string, doors: Doors): void {
  const folders = ['run', 'log', 'spool', 'lib', 'keys'];
  for (const folder of folders) mkdirSync(join(dir, folder));
  for (const [name, text] of Object.entries({ ...files(dir, doors), ...emptyFiles }))
    writeFileSync(join(dir, name), text);
}

const emptyFiles = Object.fromEntries(
  [
    'acl',
    'ccss',
    'cdr',
    'cel',
    'codecs',
    'dnsmgr',
    'features',
    'indications',
    'manager',
    'pjproject',
    'stasis',
    'udptl',
    'websocket_client',
  ].map((name) => [`${name}.conf`, '']),
);

function files(dir: string, { http, sip, media, phones }: Doors): Record<string, string> {
  return {
    'asterisk.conf': `[directories]
astetcdir => ${dir}
astmoddir => ${join(brought, 'modules')}
astvarlibdir => ${dir}/lib
astdbdir => ${dir}/lib
astkeydir => ${dir}/keys
astdatadir => ${join(brought, 'usr/share/asterisk')}
astspooldir => ${dir}/spool
astrundir => ${dir}/run
astlogdir => ${dir}/log
`,
    'logger.conf': '[general]\n[logfiles]\nmessages.log => notice,warning,error\n',
    'modules.conf': `[modules]\nautoload=no\n${modules.map((name) => `load=${name}.so\n`).join('')}`,
    'http.conf': `[general]\nenabled=yes\nbindaddr=127.0.0.1\nbindport=${http}\n`,
    'ari.conf': '[general]\nenabled=yes\n[desk]\ntype=user\npassword=secret\n',
    'rtp.conf': `[general]\nrtpstart=${media}\nrtpend=${media + 99}\n`,
    'extensions.conf': `[from-trunk]
exten => _X.,1,Stasis(helpdesk)
 same => n,Answer()
 same => n,Hangup()
`,
    'pjsip.conf': `[udp]
type=transport
protocol=udp
bind=127.0.0.1:${sip}
${endpoint('trunk', phones.trunk)}
[trunk]
type=identify
endpoint=trunk
match=127.0.0.1
${endpoint('101', phones['101'])}
${endpoint('102', phones['102'])}`,
  };
}

function endpoint(name: string, port: number): string {
  return `[${name}]
type=endpoint
context=from-trunk
disallow=all
allow=ulaw
aors=${name}
direct_media=no
[${name}]
type=aor
contact=sip:127.0.0.1:${port}
`;
}

const modules = [
  ...['res_sorcery_config', 'res_sorcery_memory', 'res_sorcery_astdb', 'res_pjproject', 'res_timing_timerfd'],
  ...['res_pjsip', 'res_pjsip_session', 'res_pjsip_sdp_rtp', 'res_pjsip_caller_id', 'res_pjsip_endpoint_identifier_ip'],
  ...['res_pjsip_pubsub', 'res_rtp_asterisk', 'chan_pjsip', 'codec_ulaw', 'format_pcm', 'pbx_config'],
  ...[
    'res_http_websocket',
    'res_websocket_client',
    'res_stasis',
    'res_stasis_answer',
    'res_stasis_recording',
    'res_stasis_playback',
    'res_stasis_snoop',
    'app_stasis',
  ],
  ...['res_ari_model', 'res_ari', 'res_ari_channels', 'res_ari_bridges', 'res_ari_applications', 'res_ari_asterisk'],
  ...['res_ari_events', 'bridge_simple', 'bridge_native_rtp', 'bridge_softmix', 'bridge_holding'],
];
