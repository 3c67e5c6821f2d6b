import { execFileSync, spawnSync } from 'node:child_process';

// Packages of Debian, by a program of each that the lab starts.
const packages = {
  ip: 'iproute2',
  fping: 'fping',
  nft: 'nftables',
  snmpd: 'snmpd',
  snmpset: 'snmp',
  traceroute: 'traceroute',
} as const;

/** Why no lab can be built on this machine, or null: for `describeUnless`. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are a thing of Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces; `sudo .ci/run` runs these tests';
  const missing = Object.entries(packages).filter(([program]) => !isInstalled(program));
  const names = missing.map(([, name]) => name).join(' ');
  if (missing.length > 0) return `no ${names}; \`apt-get install -y --no-install-recommends ${names}\` brings it`;
  return mayMakeNamespaces() ? null : 'no right to make network namespaces; a container needs `--privileged` for it';
}

const isInstalled = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

function mayMakeNamespaces(): boolean {
  const name = `helpdesk-trial-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return false;
  const forwards = spawnSync('ip', ['netns', 'exec', name, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward']);
  execFileSync('ip', ['netns', 'delete', name]);
  return forwards.status === 0;
}
