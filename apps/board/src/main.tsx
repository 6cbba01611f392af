import './theme/base.css';
import './theme/mantine.css';
import './theme/tokens.css';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Fragment, StrictMode, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/client';
import { language, onLanguage, startI18n } from './i18n/i18n';
import { router } from './router';
import { theme, tokenColours } from './theme/theme';
import { Toasts } from './ui/toasts';

const client: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
  // A session that ended shows the sign-in form in place, wherever one is.
  queryCache: new QueryCache({ onError: (error) => { if (error instanceof Problem && error.status === 401) client.setQueryData(['session'], null); } }),
});

/** Draws the board anew when the language changes: sentences are looked up while drawing. */
function Spoken({ children }: { children: React.ReactNode }) {
  return <Fragment key={useSyncExternalStore(onLanguage, language)}>{children}</Fragment>;
}

await startI18n();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={tokenColours} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <Spoken><RouterProvider router={router} /></Spoken>
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
