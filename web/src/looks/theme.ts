import { createTheme } from '@mantine/core';

/** Shade 8 keeps white letters on blue above 4.5:1; `autoContrast` does the same for the other colours. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
});
