import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { statuses } from '../../../domain/status.ts';
import { statusWords, zoneWords } from '../../../domain/wording.ts';
import { priorities, zones, type Bilingual } from '../../../domain/words.ts';
import { useKeys } from '../keys/keys.ts';
import { useBilingual } from '../words/language.ts';
import classes from './queue.module.css';
import { queueSearch } from './search.ts';

export function Filters() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/tickets' });
  const navigate = useNavigate({ from: '/tickets' });
  const change = (changes: Readonly<Record<string, string>>) =>
    void navigate({ to: '/tickets', search: (before) => queueSearch({ ...before, ...changes }) });
  return (
    <search className={classes['filters']} aria-label={t('queue.filters')}>
      <Finder key={search.q ?? ''} q={search.q ?? ''} find={(q) => change({ q })} />
      <NativeSelect
        size="xs"
        label={t('queue.priority')}
        value={search.priority ?? ''}
        data={[{ value: '', label: t('queue.any') }, ...priorities]}
        onChange={({ currentTarget }) => change({ priority: currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('queue.status')}
        value={search.status ?? ''}
        data={[{ value: '', label: t('queue.anyStatus') }, ...useChoices(statuses, statusWords)]}
        onChange={({ currentTarget }) => change({ status: currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label={t('queue.zone')}
        value={search.zone ?? ''}
        data={[{ value: '', label: t('queue.anyZone') }, ...useChoices(zones, zoneWords)]}
        onChange={({ currentTarget }) => change({ zone: currentTarget.value })}
      />
      {Object.keys(search).length > 0 && (
        <Button size="xs" variant="default" onClick={() => void navigate({ to: '/tickets', search: {} })}>
          {t('queue.reset')}
        </Button>
      )}
    </search>
  );
}

function useChoices<T extends string>(values: readonly T[], words: Readonly<Record<T, Bilingual>>) {
  const say = useBilingual();
  return values.map((value) => ({ value, label: say(words[value]) }));
}

interface Finding {
  readonly q: string;
  readonly find: (q: string) => void;
}

/** Looks when the reader presses Enter; Esc gives the keyboard back to the rows. */
function Finder({ q, find }: Finding) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(q);
  useKeys({ Slash: () => field.current?.focus() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find(text);
  };
  const leave = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') field.current?.blur();
  };
  return (
    <form onSubmit={submit} className={classes['finder']}>
      <TextInput
        ref={field}
        size="xs"
        type="search"
        label={t('queue.search')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={leave}
      />
    </form>
  );
}
