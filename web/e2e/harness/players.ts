import { fileURLToPath } from 'node:url';

import { type Page } from '@playwright/test';
import { build } from 'vite';

const ENTRY = fileURLToPath(new URL('../players/players.js', import.meta.url));

interface Session {
  /** Restarts ICE, where the library can. */
  restart?: () => Promise<void>;
  end: () => Promise<void>;
}

interface PlayersWindow {
  begin: (library: string, deed: 'publish' | 'watch', url: string) => Promise<void>;
  session: Session;
}

/** What `players/` is to a page: a script without imports. */
export async function bundlePlayers(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: ENTRY, formats: ['iife'], name: 'players' },
    },
  });
  const bundles = Array.isArray(built) ? built : [built];
  return bundles.map((bundle) => ('output' in bundle ? bundle.output[0].code : '')).join('\n');
}

/** Publishes or plays with a library; the page has the script. */
export function begin(
  page: Page,
  library: string,
  deed: 'publish' | 'watch',
  url: string,
): Promise<void> {
  return page.evaluate(
    ([name, what, address]) => (window as unknown as PlayersWindow).begin(name, what, address),
    [library, deed, url] as const,
  );
}

export function restart(page: Page): Promise<void> {
  return page.evaluate(() => (window as unknown as PlayersWindow).session.restart?.());
}

export function end(page: Page): Promise<void> {
  return page.evaluate(() => (window as unknown as PlayersWindow).session.end());
}
