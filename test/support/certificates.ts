import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Null where certificates can be made here. */
export const whyNoCertificates =
  spawnSync('openssl', ['version']).status === 0 ? null : 'there is no openssl: `apt-get install openssl`';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly path: string;
}

/** A certificate that vouches for itself, good for a day, by the name given (`IP:127.0.0.1`, `DNS:smsc.example.net`). */
export function selfMade(dir: string, name: string): Certificate {
  const [key, cert] = [join(dir, `${name}.key`), join(dir, `${name}.pem`)];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
  const saying = ['-days', '1', '-subj', '/CN=tests', '-addext', `subjectAltName=${name}`];
  execFileSync('openssl', ['req', '-x509', ...made, ...saying], { stdio: 'pipe' });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), path: cert };
}
