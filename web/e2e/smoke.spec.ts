import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { expect } from '@playwright/test';

import { test } from './harness/house.ts';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');

interface Failure {
  code: number;
  stderr: string;
}

test('smoke holds a paid call without a browser and proves it', async ({ server }) => {
  const { stdout } = await run(
    './stagedoor',
    [
      ...['smoke', '--no-build', '--url', server.url, '--data', server.dataDirectory],
      ...['--seconds', '5', '--json'],
    ],
    { cwd: ROOT },
  );
  const result = JSON.parse(stdout) as Record<string, unknown>;
  expect(result).toMatchObject({ ok: true, trialBalanceZero: true });
  expect(result.deliveredMs).toBeGreaterThan(4_000);

  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/^stagedoor_media_sent_datagrams_total [1-9]/m);
  for (const name of [
    'stagedoor_signaling_connections',
    'stagedoor_billing_metered_sessions',
    'stagedoor_database_waiting{pool="billing"}',
  ]) {
    expect(metrics).toContain(`\n${name} `);
  }
});

test('smoke says in plain words that there is no server', async () => {
  const failure = await run(
    './stagedoor',
    ['smoke', '--no-build', '--url', 'http://127.0.0.1:9', '--seconds', '1'],
    { cwd: ROOT },
  ).catch((error: unknown) => error as Failure);
  expect(failure).toMatchObject({ code: 3 });
  expect((failure as Failure).stderr).toContain('http://127.0.0.1:9');
});
