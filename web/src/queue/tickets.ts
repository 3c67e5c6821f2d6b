import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { TicketView } from '../../../api/schemas/ticket-view.ts';
import { ask } from '../api/ask.ts';
import { useNewsEvery } from '../news/news.ts';
import { queryOf, type QueueSearch } from './search.ts';

interface Page {
  readonly items: readonly TicketView[];
  readonly nextCursor: string | null;
}

/** Page by page in the server's order; asked again only when the reader wants to, so that no row jumps. */
const shownTickets = (search: QueueSearch) =>
  infiniteQueryOptions({
    queryKey: ['tickets', 'shown', search],
    queryFn: ({ pageParam, signal }) =>
      ask<Page>('/tickets', { query: { ...queryOf(search), limit: 100, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    staleTime: Infinity,
  });

const freshTickets = (search: QueueSearch) =>
  queryOptions({
    queryKey: ['tickets', 'fresh', search],
    queryFn: ({ signal }) => ask<Page>('/tickets', { query: { ...queryOf(search), limit: 100 }, signal }),
  });

export interface Queue {
  readonly tickets: readonly TicketView[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  /** How many came that are not shown yet, and whether the order is another than shown. */
  readonly newcomers: number;
  readonly hasChanged: boolean;
  readonly showNow: () => void;
}

/** The queue as the reader sees it: rows stay where they are and change in place. */
export function useQueue(search: QueueSearch): Queue {
  const shown = useInfiniteQuery(shownTickets(search));
  const fresh = useQuery({ ...freshTickets(search), enabled: shown.isSuccess, refetchInterval: useNewsEvery() });
  const rows = shown.data?.pages.flatMap(({ items }) => items) ?? [];
  const news = fresh.data?.items ?? [];
  const known = new Set(rows.map(({ number }) => number));
  const latest = new Map(news.map((ticket) => [ticket.number, ticket]));
  const isLater = fresh.dataUpdatedAt > shown.dataUpdatedAt;
  return {
    tickets: isLater ? rows.map((ticket) => latest.get(ticket.number) ?? ticket) : rows,
    isLoading: shown.isPending,
    error: shown.error,
    hasMore: shown.hasNextPage,
    more: () => void (shown.isFetchingNextPage || shown.fetchNextPage()),
    newcomers: isLater ? news.filter(({ number }) => !known.has(number)).length : 0,
    hasChanged: isLater && news.some(({ number }, index) => rows[index]?.number !== number),
    showNow: () => void shown.refetch(),
  };
}
