import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { CurrentSession } from '../../../api/schemas/session.ts';
import { ask } from '../api/ask.ts';
import { isUnauthenticated } from '../api/problem.ts';
import { queries } from '../app/queries.ts';
import { i18n } from '../words/i18n.ts';
import { chosenLanguage } from '../words/language.ts';
import { ownAddress } from './return-address.ts';

export type CurrentUser = CurrentSession['user'];

/** Who is signed in; null for nobody. */
export const currentUser = queryOptions({ queryKey: ['session'], queryFn: whoAmI, staleTime: Infinity });

async function whoAmI(): Promise<CurrentUser | null> {
  try {
    const { user } = await ask<CurrentSession>('/sessions/current');
    speakTo(user);
    return user;
  } catch (error) {
    if (isUnauthenticated(error)) return null;
    throw error;
  }
}

/** In the language of their account, unless they chose another on this machine. */
function speakTo({ language }: CurrentUser): void {
  if (chosenLanguage() === null) void i18n.changeLanguage(language);
}

/** Behind the sign-in there is always somebody. */
export function useSession(): CurrentUser {
  const { data } = useSuspenseQuery(currentUser);
  if (data === null) throw new Error('a screen behind the sign-in is shown to nobody');
  return data;
}

export interface Credentials {
  readonly login: string;
  readonly password: string;
}

export function useSignIn(to: string | undefined) {
  const router = useRouter();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      ask<CurrentSession>('/sessions', { method: 'POST', body: { ...credentials } }),
    onSuccess: async ({ user }) => {
      queries.setQueryData(currentUser.queryKey, user);
      speakTo(user);
      await router.navigate({ href: ownAddress(to), replace: true });
    },
  });
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => ask<void>('/sessions/current', { method: 'DELETE' }),
    onSuccess: () => leave(),
  });
}

/** To the sign-in by a new start of the console: what the last person saw is nothing for the next one at this screen. */
export function leave(returnTo?: string): void {
  const to = returnTo === undefined ? '' : `?${new URLSearchParams({ to: returnTo })}`;
  window.location.replace(`/sign-in${to}`);
}
