import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from '@playwright/test';

import { MediaProxy } from './harness/media-proxy.ts';
import { freeTcpPort } from './harness/server.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 150_000;

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What the last stage of the Dockerfile says of this kind. */
async function lines(instruction: string): Promise<string[]> {
  const text = await readFile(join(ROOT, 'docker/Dockerfile'), 'utf8');
  const stage = text.slice(text.lastIndexOf('\nFROM '));
  return stage
    .split('\n')
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));
}

async function words(instruction: string): Promise<string[]> {
  return JSON.parse((await lines(instruction)).join('')) as string[];
}

function javaHome(): string {
  const home = process.env.JAVA_HOME;
  if (home === undefined) throw new Error('./stagedoor test sets JAVA_HOME');
  return home;
}

test('what the image starts serves pages and calls, as its user, and writes to /data only', async () => {
  test.skip(!mayMount(), 'needs the right to mount: run it as root');
  const port = await freeTcpPort();
  const mediaPort = await MediaProxy.freePort();
  const data = await mkdtemp(join(tmpdir(), 'stagedoor-image-'));
  const environment = (await lines('ENV')).flatMap((line) => line.split(' '));
  const server = spawn(
    join(import.meta.dirname, 'harness/image.sh'),
    [
      ...[javaHome(), data],
      ...['env', '-i', `PATH=${javaHome()}/bin:/usr/bin:/bin`, ...environment],
      ...[`STAGEDOOR_HTTP_PORT=${port}`, `STAGEDOOR_MEDIA_PORT=${mediaPort}`],
      ...(await words('ENTRYPOINT')),
      ...(await words('CMD')),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  server.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  server.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const url = `http://localhost:${port}`;
  try {
    await expect
      .poll(
        async () => {
          if (server.exitCode !== null) throw new Error(`it has ended; it printed:\n${log}`);
          return (await fetch(`${url}/health/ready`).catch(() => undefined))?.status;
        },
        { timeout: START_LIMIT_MS },
      )
      .toBe(200);
    for (const page of ['/', '/admin/', '/docs']) {
      const answer = await fetch(url + page);
      expect(answer.status, page).toBe(200);
      expect(await answer.text(), page).toContain('<html');
    }
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t10001\t10001\t10001\t10001$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await rm(data, { recursive: true, force: true });
  }
  expect(log).not.toContain('Read-only file system');
});
