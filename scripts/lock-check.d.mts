export interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** Optional dependencies that the lockfile names and does not hold, as "package needs dependency". */
export function missingFromLock(lockfile: Lockfile): string[];
