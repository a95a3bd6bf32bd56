import '@stagedoor/design/styles.css';
import { applyTheme, readTheme } from '@stagedoor/design';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './api/ApiContext.ts';
import { isWorthRetrying } from './api/problem.ts';
import { App } from './App.tsx';
import { languageFor } from './i18n/catalogue.ts';

const MAX_RETRIES = 2;

const root = document.getElementById('root');
if (root === null)
  throw new Error('expected an element with the id root in index.html, found none');

applyTheme(readTheme());

const cache = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < MAX_RETRIES && isWorthRetrying(error),
    },
  },
});
const language = languageFor(navigator.languages);
document.documentElement.lang = language.locale;

createRoot(root).render(
  <StrictMode>
    <App api={connect()} cache={cache} language={language} basePath={import.meta.env.BASE_URL} />
  </StrictMode>,
);
