import './theme/base.css';
import './theme/mantine.css';
import './theme/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Fragment, StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client';
import { language, onLanguage, startI18n } from './i18n/i18n';
import { router } from './router';
import { theme, tokenColours } from './theme/theme';
import { Toasts } from './ui/toasts';

/** Draws the board anew when the language changes: sentences are looked up while drawing. */
function Spoken({ children }: { children: React.ReactNode }) {
  return <Fragment key={useSyncExternalStore(onLanguage, language)}>{children}</Fragment>;
}

await startI18n();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={tokenColours} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Spoken><RouterProvider router={router} /></Spoken>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
