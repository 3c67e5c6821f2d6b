import { hash, verify } from '@node-rs/argon2';

/** OWASP's first choice for argon2id, which is this library's default kind (19 MiB, two passes): about 25 ms of one core, so a flood of guesses is dear. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

export function isPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFC'));
}
