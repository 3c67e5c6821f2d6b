import { Button, Group, Text } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ColorSchemeSwitch } from '../looks/color-scheme-switch.tsx';
import { useNews } from '../news/news.ts';
import { useSession, useSignOut } from '../sign-in/session.ts';
import { LanguageSwitch } from '../words/language-switch.tsx';
import { sectionsFor } from './navigation.ts';
import classes from './shell.module.css';

/** What stands around every screen of whoever is signed in. */
export function Shell() {
  const { t } = useTranslation();
  useNews();
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('shell.skip')}
      </a>
      <header className={classes['header']}>
        <Text component="span" fw={700} className={classes['name'] ?? ''}>
          HelpDesk
        </Text>
        <Navigation />
        <Group gap="xs" wrap="nowrap" className={classes['person'] ?? ''}>
          <LanguageSwitch />
          <ColorSchemeSwitch />
          <Whoever />
        </Group>
      </header>
      <main id="content" tabIndex={-1} className={classes['content']}>
        <Outlet />
      </main>
    </div>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const { roles } = useSession();
  return (
    <nav aria-label={t('shell.navigation')} className={classes['navigation']}>
      {sectionsFor(roles).map(({ to, words }) => (
        <Link key={to} to={to} className={classes['section'] ?? ''}>
          {t(words)}
        </Link>
      ))}
    </nav>
  );
}

function Whoever() {
  const { t } = useTranslation();
  const { name } = useSession();
  const signOut = useSignOut();
  return (
    <>
      <Text component="span" size="sm" truncate className={classes['who'] ?? ''}>
        {name}
      </Text>
      <Button size="xs" variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('shell.signOut')}
      </Button>
    </>
  );
}
