import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { I18nProvider } from 'react-aria-components';
import { IntlProvider } from 'react-intl';
import { BrowserRouter } from 'react-router';
import { ApiContext, type Api } from './api/ApiContext.ts';
import { Gate } from './auth/Gate.tsx';
import type { Language } from './i18n/catalogue.ts';
import { Pages } from './Pages.tsx';
import { CrashBoundary } from './shell/CrashBoundary.tsx';
import { Shell } from './shell/Shell.tsx';

interface AppProps {
  readonly api: Api;
  readonly cache: QueryClient;
  readonly language: Language;
  /** The path that the console is served under. */
  readonly basePath: string;
}

/** The console: what every page needs around it, the gate, the frame, the page. */
export function App({ api, cache, language, basePath }: AppProps) {
  return (
    <IntlProvider locale={language.locale} messages={language.messages}>
      {/* Fields for numbers read what the pages write. */}
      <I18nProvider locale={language.locale}>
        <CrashBoundary>
          <ApiContext value={api}>
            <QueryClientProvider client={cache}>
              <BrowserRouter basename={basePath}>
                <Gate>
                  {(user) => (
                    <Shell user={user}>
                      <Pages />
                    </Shell>
                  )}
                </Gate>
              </BrowserRouter>
            </QueryClientProvider>
          </ApiContext>
        </CrashBoundary>
      </I18nProvider>
    </IntlProvider>
  );
}
