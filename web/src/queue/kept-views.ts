import { useState } from 'react';
import { queueSearch, type QueueSearch } from './search.ts';

export interface KeptView {
  readonly name: string;
  readonly search: QueueSearch;
}

/** Views that a person has named, on this machine. */
export function useKeptViews(personId: string) {
  const key = `helpdesk-views-${personId}`;
  const [views, setViews] = useState(() => readViews(localStorage.getItem(key)));
  const become = (next: readonly KeptView[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return {
    views,
    keep: (view: KeptView) => become([...views.filter(({ name }) => name !== view.name), view]),
    forget: (name: string) => become(views.filter((view) => view.name !== name)),
  };
}

/** Whatever else stands there, an older console's list perhaps, is no view. */
export function readViews(kept: string | null): readonly KeptView[] {
  const listed: unknown = kept === null ? [] : parsed(kept);
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: { name?: unknown; search?: unknown } | null) =>
    typeof one?.name === 'string' && typeof one.search === 'object' && one.search !== null
      ? [{ name: one.name, search: queueSearch({ ...one.search }) }]
      : [],
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
