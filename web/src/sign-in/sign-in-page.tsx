import { Button, Group, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../api/refusal-note.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { typedIn } from '../forms/typed-in.ts';
import { ColorSchemeSwitch } from '../looks/color-scheme-switch.tsx';
import { LanguageSwitch } from '../words/language-switch.tsx';
import { useSignIn } from './session.ts';
import classes from './sign-in-page.module.css';

export function SignInPage() {
  const { t } = useTranslation();
  usePageTitle(t('signIn.title'));
  return (
    <main className={classes['page']}>
      <Paper withBorder p="xl" className={classes['card'] ?? ''}>
        <Title order={1} size="h3" mb="md">
          HelpDesk
        </Title>
        <SignInForm />
        <Group gap="xs" mt="xl">
          <LanguageSwitch />
          <ColorSchemeSwitch />
        </Group>
      </Paper>
    </main>
  );
}

function SignInForm() {
  const { t } = useTranslation();
  const { to } = useSearch({ from: '/sign-in' });
  const signIn = useSignIn(to);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    signIn.mutate({ login: typedIn(form, 'login'), password: typedIn(form, 'password') });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {signIn.error && <RefusalNote error={signIn.error} />}
        <TextInput name="login" label={t('signIn.login')} autoComplete="username" required autoFocus />
        <PasswordInput name="password" label={t('signIn.password')} autoComplete="current-password" required />
        <Button type="submit" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  );
}
