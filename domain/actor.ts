/** What a person of the desk may be; one person may be several. `integration` is another system. */
export const roles = [
  'agent',
  'dispatcher',
  'engineer',
  'storekeeper',
  'supervisor',
  'admin',
  'integration',
  'noc',
] as const;
export type Role = (typeof roles)[number];

export function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}

/** Who did it, as the protocol keeps it. Names stand beside the protocol, so that they can be erased. */
export interface By {
  readonly kind: 'person' | 'system' | 'customer';
  /** A user, or the ticket's contact for `customer`. */
  readonly id?: string;
}

/** Somebody signed in, with the roles that the rules ask about. */
export interface Person extends By {
  readonly kind: 'person';
  readonly id: string;
  readonly roles: readonly Role[];
}

export const theDesk: By = { kind: 'system' };

/** The part of a person that an event keeps. */
export function byOf({ kind, id }: By): By {
  return id === undefined ? { kind } : { kind, id };
}

export function is(person: Person, ...wanted: Role[]): boolean {
  return wanted.some((role) => person.roles.includes(role));
}
