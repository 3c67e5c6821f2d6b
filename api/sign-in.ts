import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../db/client.ts';
import { hashPassword, isPassword } from '../db/passwords.ts';
import { countFailure, recentFailures, type Failures } from '../db/sign-in-failures.ts';
import { userByLogin, type SignInUser } from '../db/users.ts';
import { Refusal } from '../domain/refusal.ts';

export interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly address: string;
}

const wrongFromOneAddress = 10;
const freeTries = 3;
const longestPauseMs = 2_000;

/** Too many wrong passwords; `retryAfterSeconds` is when the next one may be tried. */
export class TooManyAttempts extends Refusal {
  readonly retryAfterSeconds: number;
  constructor({ tenthEndsMs }: Failures) {
    super('tooManyAttempts', 'too many wrong passwords from this address');
    this.retryAfterSeconds = Math.max(1, Math.ceil(tenthEndsMs / 1_000));
  }
}

/**
 * The user whose password this is. Wrong ones are counted per login and address together, so that nobody can lock
 * out a person from elsewhere and one person's mistakes do not lock out a shift behind the same address; counted per
 * login alone they only slow down.
 * @throws Refusal badCredentials, or TooManyAttempts
 */
export async function signIn(db: Db, { login, password, address }: Attempt): Promise<SignInUser> {
  const key = login.toLowerCase();
  const before = await recentFailures(db, key, address);
  refuseFlood(before);
  await pause(pauseMs(before.ofLogin));
  const user = await userByLogin(db, login);
  // An unknown login takes as long as a wrong password, so that the answer's time does not tell them apart.
  const right = await isPassword(user?.passwordHash ?? (await nobodysHash), password);
  if (user === null || !right) {
    await countFailure(db, key, address);
    throw new Refusal('badCredentials', 'wrong login or password');
  }
  // Asked again: of a hundred guesses sent at once, the right one must not slip through behind the wrong ones.
  refuseFlood(await recentFailures(db, key, address));
  return user;
}

const nobodysHash = hashPassword('nobody signs in with this');

function refuseFlood(failures: Failures): void {
  if (failures.fromHere >= wrongFromOneAddress) throw new TooManyAttempts(failures);
}

function pauseMs(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestPauseMs, 50 * 2 ** Math.min(failures - freeTries, 10));
}
