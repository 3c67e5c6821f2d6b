import '@mantine/core/styles.css';
import './looks/console.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { queries } from './app/queries.ts';
import { createConsoleRouter } from './app/router.tsx';
import { theme } from './looks/theme.ts';
import { i18n } from './words/i18n.ts';

const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no place for the console');

createRoot(place).render(
  <StrictMode>
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <RouterProvider router={createConsoleRouter()} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  </StrictMode>,
);
