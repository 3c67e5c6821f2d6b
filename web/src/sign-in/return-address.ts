export interface SignInSearch {
  /** Where to go after the sign-in. */
  readonly to?: string;
}

export function signInSearch({ to }: Readonly<Record<string, unknown>>): SignInSearch {
  return typeof to === 'string' ? { to } : {};
}

/** A page of this console; whatever else a link may have been made to say leads to the first page. */
export function ownAddress(to: string | undefined): string {
  if (to === undefined || !/^\/(?![/\\])/.test(to)) return '/';
  return to.startsWith('/sign-in') ? '/' : to;
}
