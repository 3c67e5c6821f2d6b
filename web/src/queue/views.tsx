import { Button, CloseButton, Group, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { typedIn } from '../forms/typed-in.ts';
import { useSession } from '../sign-in/session.ts';
import { useKeptViews } from './kept-views.ts';
import classes from './queue.module.css';
import { queueSearch, type QueueSearch } from './search.ts';

const views = [
  ['open', {}],
  ['mine', { assignee: 'me' }],
  ['nobodys', { assignee: 'none' }],
  ['overdue', { overdue: 'true' }],
  ['asked', { status: 'resolved' }],
  ['all', { show: 'all' }],
] as const satisfies readonly (readonly [string, QueueSearch])[];

/** Queues by name: those that everybody needs, then the reader's own. */
export function Views() {
  const { t } = useTranslation();
  const { id } = useSession();
  const search = useSearch({ from: '/desk/tickets' });
  const kept = useKeptViews(id);
  const isNamed = [...views.map(([, one]) => one), ...kept.views.map((one) => one.search)].some((one) =>
    isSame(one, search),
  );
  return (
    <nav aria-label={t('queue.views')} className={classes['views']}>
      {views.map(([name, one]) => (
        <View key={name} name={t(`queue.view.${name}`)} search={one} />
      ))}
      {kept.views.map((one) => (
        <span key={one.name} className={classes['kept']}>
          <View {...one} />
          <CloseButton
            size="sm"
            aria-label={t('queue.keep.forget', { name: one.name })}
            onClick={() => kept.forget(one.name)}
          />
        </span>
      ))}
      {!isNamed && <KeepView keep={(name) => kept.keep({ name, search })} />}
    </nav>
  );
}

function isSame(one: QueueSearch, other: QueueSearch): boolean {
  // Read anew, their words stand in one order.
  return JSON.stringify(queueSearch({ ...one })) === JSON.stringify(queueSearch({ ...other }));
}

function View({ name, search }: { readonly name: string; readonly search: QueueSearch }) {
  const isHere = isSame(useSearch({ from: '/desk/tickets' }), search);
  return (
    <Link
      to="/tickets"
      search={search}
      className={classes['view'] ?? ''}
      activeOptions={{ exact: true, includeSearch: true }}
      {...(isHere && { 'aria-current': 'page' as const })}
    >
      {name}
    </Link>
  );
}

function KeepView({ keep }: { readonly keep: (name: string) => void }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = typedIn(event.currentTarget, 'name').trim();
    if (name !== '') keep(name);
  };
  if (!isOpen) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        {t('queue.keep.button')}
      </Button>
    );
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap">
        <TextInput size="xs" name="name" aria-label={t('queue.keep.name')} maxLength={40} autoFocus />
        <Button size="xs" type="submit">
          {t('queue.keep.save')}
        </Button>
      </Group>
    </form>
  );
}
