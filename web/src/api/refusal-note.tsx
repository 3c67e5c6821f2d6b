import { Alert, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiRefusal } from './problem.ts';

/** What the API refused, in the reader's language, with the fields that it names. */
export function RefusalNote({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const faults = error instanceof ApiRefusal ? error.faults : [];
  return (
    <Alert color="red" variant="light" role="alert" title={t('shell.refused')}>
      {error instanceof ApiRefusal ? error.message : t('shell.unexpected')}
      {faults.length > 0 && (
        <List size="sm" mt="xs">
          {faults.map(({ path, message }) => (
            <List.Item key={path}>
              <code>{path}</code>: {message}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
