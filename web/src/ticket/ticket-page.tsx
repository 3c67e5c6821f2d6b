import { Anchor, Container, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TicketView } from '../../../api/schemas/ticket-view.ts';
import { statusWords, zoneWords } from '../../../domain/wording.ts';
import { ask } from '../api/ask.ts';
import { RefusalNote } from '../api/refusal-note.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useKeys } from '../keys/keys.ts';
import { useNewsEvery } from '../news/news.ts';
import { instantWords } from '../queue/chip-words.ts';
import { DeadlineChip } from '../queue/deadline-chip.tsx';
import { lastPlace } from '../queue/place.ts';
import { useBilingual, useLanguage } from '../words/language.ts';
import classes from './ticket-page.module.css';

/** One ticket, as the desk sees it at a glance. */
export function TicketPage() {
  const { t } = useTranslation();
  const { number } = useParams({ from: '/desk/tickets/$number' });
  const { data, error, isPending } = useQuery({
    queryKey: ['ticket', number],
    queryFn: ({ signal }) => ask<TicketView>(`/tickets/${encodeURIComponent(number)}`, { signal }),
    refetchInterval: useNewsEvery(),
  });
  usePageTitle(t('ticket.title', { number }));
  return (
    <Container size="md" py="md">
      <WayBack />
      <Title order={1} size="h2" mt="xs">
        {t('ticket.title', { number })}
      </Title>
      {error && <RefusalNote error={error} />}
      {isPending && <Text>{t('shell.loading')}</Text>}
      {data && <Summary ticket={data} />}
    </Container>
  );
}

/** Esc and the link lead to the row in the queue that was left. */
function WayBack() {
  const { t } = useTranslation();
  const { history } = useRouter();
  const back = () => history.push(lastPlace().href);
  useKeys({ Escape: back });
  const click = (event: React.MouseEvent) => {
    event.preventDefault();
    back();
  };
  return (
    <Anchor href={lastPlace().href} onClick={click}>
      {t('ticket.back')}
    </Anchor>
  );
}

function Summary({ ticket }: { readonly ticket: TicketView }) {
  const { t } = useTranslation();
  const say = useBilingual();
  const language = useLanguage();
  const { customer, service, status, priority, priorityReason, assignee, next, description } = ticket;
  const zone = ticket.zone.confirmed ?? ticket.zone.suspected;
  const facts = [
    [t('ticket.status'), say(statusWords[status])],
    [t('ticket.customer'), customer?.name ?? t('ticket.unknown')],
    [t('ticket.service'), service?.name ?? t('ticket.unknown')],
    [t('ticket.priority'), `${priority}, ${say(priorityReason)}`],
    [t('ticket.zone'), zone === null ? t('ticket.unknown') : say(zoneWords[zone])],
    [t('ticket.owner'), assignee?.name ?? t('ticket.nobody')],
    [t('ticket.opened'), instantWords(ticket.openedAt, { language })],
    ...(description === null ? [] : [[t('ticket.description'), description]]),
  ];
  return (
    <>
      <Group my="md">
        <DeadlineChip ticket={ticket} />
        {next && (
          <Text>
            {t('ticket.next')}: {instantWords(next.at, { language })}, {say(next.text)}
          </Text>
        )}
      </Group>
      <dl className={classes['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
