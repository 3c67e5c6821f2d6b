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
      <Choice name="priority" any={t('queue.any')} choices={priorities} change={change} />
      <Choice name="status" any={t('queue.anyStatus')} choices={useChoices(statuses, statusWords)} change={change} />
      <Choice name="zone" any={t('queue.anyZone')} choices={useChoices(zones, zoneWords)} change={change} />
      {Object.keys(search).length > 0 && (
        <Button size="xs" variant="default" onClick={() => void navigate({ to: '/tickets', search: {} })}>
          {t('queue.reset')}
        </Button>
      )}
    </search>
  );
}

interface ChoiceOf {
  readonly name: 'priority' | 'status' | 'zone';
  /** What is said where nothing is chosen. */
  readonly any: string;
  readonly choices: readonly (string | { readonly value: string; readonly label: string })[];
  readonly change: (changes: Readonly<Record<string, string>>) => void;
}

function Choice({ name, any, choices, change }: ChoiceOf) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/desk/tickets' });
  return (
    <NativeSelect
      size="xs"
      label={t(`queue.${name}`)}
      value={search[name] ?? ''}
      data={[{ value: '', label: any }, ...choices]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
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
