import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiRefusal, isUnauthenticated } from '../api/problem.ts';

type Listener = () => void;
let signedOut: Listener = () => undefined;

/** Calls back when the API says that nobody is signed in any more, wherever that is heard first. */
export function onSignedOut(listener: Listener): void {
  signedOut = listener;
}

function hear(error: Error): void {
  if (isUnauthenticated(error)) signedOut();
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: hear }),
  mutationCache: new MutationCache({ onError: hear }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal is an answer; only what was not answered, or not yet, is asked for again.
      retry: (failures, error) => failures < 3 && error instanceof ApiRefusal && [0, 502, 503].includes(error.status),
    },
  },
});
