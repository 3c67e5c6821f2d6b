import { NativeSelect, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const schemes = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

export function ColorSchemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const data = schemes.map((value) => ({ value, label: t(`shell.colorScheme.${value}`) }));
  return (
    <NativeSelect
      size="xs"
      aria-label={t('shell.colorScheme.label')}
      data={data}
      value={colorScheme}
      onChange={({ currentTarget }) => setColorScheme(currentTarget.value as MantineColorScheme)}
    />
  );
}
