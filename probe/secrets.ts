import { z } from 'zod';
import { TestFailed } from './kind.ts';

const community = z.strictObject({ version: z.literal('2c'), community: z.string().min(1) });

const user = z.strictObject({
  version: z.literal('3'),
  user: z.string().min(1),
  level: z.enum(['noAuthNoPriv', 'authNoPriv', 'authPriv']),
  authProtocol: z.enum(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512']).optional(),
  authKey: z.string().min(8).optional(),
  privProtocol: z.enum(['des', 'aes', 'aes256b', 'aes256r']).optional(),
  privKey: z.string().min(8).optional(),
});

const wholeUser = user.refine(
  ({ level, authProtocol, authKey, privProtocol, privKey }) =>
    (level === 'noAuthNoPriv' || (authProtocol && authKey)) && (level !== 'authPriv' || (privProtocol && privKey)),
  { error: 'its level asks for protocols and keys that are not there' },
);

const signature = z.strictObject({ secret: z.string().min(16) });

/** What opens the site's elements. It stays at the site: orders and reports only name it. */
export const secretsFile = z.record(z.string().min(1), z.union([community, wholeUser, signature]));

export type Secrets = Readonly<z.infer<typeof secretsFile>>;
export type Credentials = z.infer<typeof community> | z.infer<typeof user>;

/** @throws TestFailed `secretMissing` */
export function credentialsNamed(secrets: Secrets, name: string): Credentials {
  const found = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (found && 'version' in found) return found;
  throw new TestFailed('secretMissing', `this site has no credentials for SNMP under the name ${name}`);
}

/** @throws TestFailed `secretMissing` */
export function secretNamed(secrets: Secrets, name: string): string {
  const found = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (found && 'secret' in found) return found.secret;
  throw new TestFailed('secretMissing', `this site has no secret to sign with under the name ${name}`);
}

/** Whatever must not be read anywhere: each value of the file that is a secret. */
export function secretValues(secrets: Secrets): string[] {
  const names = ['community', 'authKey', 'privKey', 'secret'];
  return Object.values(secrets).flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) => (names.includes(name) && value ? [value] : [])),
  );
}
