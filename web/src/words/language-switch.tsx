import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../domain/words.ts';
import { chooseLanguage } from './i18n.ts';
import { useLanguage } from './language.ts';

/** Each language under its own name: whoever can't read the page finds theirs. */
const choices: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'ru', label: 'Русский' },
  { value: 'en', label: 'English' },
];

export function LanguageSwitch() {
  const { t } = useTranslation();
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.language')}
      data={[...choices]}
      value={useLanguage()}
      onChange={({ currentTarget }) => chooseLanguage(currentTarget.value as Language)}
    />
  );
}
