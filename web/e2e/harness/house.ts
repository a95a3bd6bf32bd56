import { test as base } from '@playwright/test';

import { Server } from './server.ts';

/** A browser checks its path every few seconds; half a minute of patience would only be waited for. */
const CONSENT_MS = '10000';

/** How long a minute of a call is on the hurried server. */
export const MINUTE_MS = 4_000;

const HURRIED = {
  BILLING_RATE_UNIT_MS: String(MINUTE_MS),
  BILLING_WARN_REMAINING_MS: String(2 * MINUTE_MS),
  BILLING_FINAL_REMAINING_MS: '3000',
  BILLING_EXTEND_BELOW_MS: '6000',
  BILLING_GRACE_MS: '3000',
};

/**
 * A start costs seconds of two cores, so files of tests share servers: `server` has the settings that an installation begins
 * with, on `hurried` coins run out while one looks on. The first who asks for one starts it. What needs other settings, or breaks
 * its server, starts one of its own.
 */
export const test = base.extend<object, { server: Server; hurried: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern.
    async ({}, use) => lend({ MEDIA_CONSENT_TIMEOUT_MS: CONSENT_MS }, use),
    { scope: 'worker', timeout: 160_000 },
  ],
  hurried: [
    // eslint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => lend(HURRIED, use),
    { scope: 'worker', timeout: 160_000 },
  ],
});

async function lend(
  settings: Record<string, string>,
  use: (server: Server) => Promise<void>,
): Promise<void> {
  const server = await Server.start({ settings });
  await use(server);
  await server.dispose();
}
