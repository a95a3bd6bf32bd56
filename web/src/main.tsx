import { applyTheme, readTheme } from '@stagedoor/design';
import '@stagedoor/design/styles.css';
import { StagedoorClient } from '@stagedoor/sdk';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { noteReferral } from './auth/referral.ts';

applyTheme(readTheme());
noteReferral(location.search, Date.now());

const root = document.getElementById('root');
if (!root) {
  throw new Error('expected an element with id root in index.html, found none');
}
createRoot(root).render(
  <StrictMode>
    <App client={new StagedoorClient()} />
  </StrictMode>,
);
