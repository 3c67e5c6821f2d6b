import { Button, Container, Stack } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../api/refusal-note.tsx';

/** In place of a screen that failed: what happened, and what to do. */
export function Failure({ error }: Pick<ErrorComponentProps, 'error'>) {
  const { t } = useTranslation();
  return (
    <Container size="sm" py="xl">
      <Stack align="start">
        <RefusalNote error={error} />
        <Button onClick={() => window.location.reload()}>{t('shell.again')}</Button>
      </Stack>
    </Container>
  );
}
