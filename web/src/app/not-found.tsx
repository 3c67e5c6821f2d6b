import { Anchor, Container, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from './page-title.ts';

export function NotFound() {
  const { t } = useTranslation();
  usePageTitle(t('shell.notFound.title'));
  return (
    <Container size="sm" py="xl" component="main">
      <Title order={1} size="h2">
        {t('shell.notFound.title')}
      </Title>
      <Text my="md">{t('shell.notFound.text')}</Text>
      <Anchor component={Link} to="/">
        {t('shell.notFound.back')}
      </Anchor>
    </Container>
  );
}
