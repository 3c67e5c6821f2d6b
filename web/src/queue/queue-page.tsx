import { Text } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../api/refusal-note.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { Filters } from './filters.tsx';
import { NewsBar } from './news-bar.tsx';
import classes from './queue.module.css';
import { Rows } from './rows.tsx';
import { useQueue } from './tickets.ts';
import { Views } from './views.tsx';

/** Every ticket the reader may see, what hurts first on top. */
export function QueuePage() {
  const { t } = useTranslation();
  const queue = useQueue(useSearch({ from: '/desk/tickets' }));
  usePageTitle(t('queue.title'));
  return (
    <div className={classes['page']}>
      <h1 className={classes['unseen']}>{t('queue.title')}</h1>
      <Views />
      <Filters />
      <NewsBar queue={queue} />
      {queue.error && <RefusalNote error={queue.error} />}
      {queue.isLoading && <Text p="md">{t('shell.loading')}</Text>}
      {queue.tickets.length > 0 && <Rows queue={queue} />}
      {!queue.isLoading && !queue.error && queue.tickets.length === 0 && <Text p="md">{t('queue.none')}</Text>}
      <footer className={classes['foot']}>
        <span role="status">
          {t('queue.shown', { count: queue.tickets.length })} {queue.hasMore && t('queue.more')}
        </span>
        <span className={classes['keys']}>{t('queue.keys')}</span>
      </footer>
    </div>
  );
}
