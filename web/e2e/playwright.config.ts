import { existsSync } from 'node:fs';

import { defineConfig, type LaunchOptions } from '@playwright/test';

/** The system's Chromium where there is one; elsewhere Playwright's own. */
const chromium = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** How every browser of the tests starts, those that the tests start themselves included. */
export const launchOptions: LaunchOptions = {
  ...(chromium === undefined ? {} : { executablePath: chromium }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--autoplay-policy=no-user-gesture-required',
    // Pages in the background must go on: a call whose tab is hidden is still a call.
    '--disable-renderer-backgrounding',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
  ],
};

/** The files whose variable is not set. */
function byHand(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([name, file]) =>
    process.env[name] === undefined ? [file] : [],
  );
}

export default defineConfig({
  testDir: '.',
  // What a viewer suffers on a bad network depends on how busy the machine is; an Ubuntu is fetched from the Internet.
  testIgnore: byHand({
    E2E_NETWORK: 'network.spec.ts',
    E2E_BEGINNING: 'beginning.spec.ts',
    E2E_UPLINK: 'uplink.spec.ts',
    E2E_NOBLE: 'noble.spec.ts',
  }),
  outputDir: './test-results',
  // Two cores carry one server and two browsers that encode video; a second pair would measure the machine.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A limit: killing a server in a call and starting it again took 59 s one day and 90 s another.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  // Recording costs as much as the call that is recorded: `--trace on` by hand, where a failure is not understood.
  use: { screenshot: 'only-on-failure', launchOptions },
});
