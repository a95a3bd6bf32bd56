import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from '@playwright/test';

import { copyContext, script, type Stage, stages } from './harness/dockerfile.ts';
import { MediaProxy } from './harness/media-proxy.ts';
import { freeTcpPort } from './harness/server.ts';

const run = promisify(execFile);
const START_LIMIT_MS = 150_000;
/** Everything is compiled once more; Maven and npm fetch what they lack. */
const BUILD_LIMIT_MS = 600_000;
const LARGEST_LOG_BYTES = 64 * 1024 * 1024;

/** What Ubuntu noble, which the image stands on, calls otherwise than systems that the tests run on. */
const NAMES_ELSEWHERE: Record<string, string[]> = {
  // Debian 12: before times of 64 bits.
  libssl3t64: ['libssl3'],
};

function can(program: string, ...words: string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mayMount = () => can('unshare', '--mount', 'true');

function javaHome(): string {
  const home = process.env.JAVA_HOME;
  if (home === undefined) throw new Error('./stagedoor test sets JAVA_HOME');
  return home;
}

/** What a stage says of this kind. */
function told(stage: Stage, word: string): string[] {
  return stage.instructions.filter((one) => one.word === word).map(({ rest }) => rest);
}

const words = (stage: Stage, word: string) => JSON.parse(told(stage, word).join('')) as string[];

async function build(work: string, stage: Stage): Promise<void> {
  await writeFile(join(work, `${stage.name}.sh`), script(stage));
  await run(join(import.meta.dirname, 'harness/stage.sh'), [work, stage.name], {
    maxBuffer: LARGEST_LOG_BYTES,
  }).catch((failed: unknown) => {
    const { stdout, stderr } = failed as { stdout: string; stderr: string };
    // The end of each: Maven says what is wrong on one, and what it runs fills the other.
    throw new Error(`stage ${stage.name}:\n${stderr.slice(-2_000)}\n${stdout.slice(-4_000)}`);
  });
}

test.describe.configure({ mode: 'serial' });

let work = '';

test.beforeAll(async () => {
  test.skip(!mayMount(), 'needs the right to mount: run it as root');
  work = await mkdtemp(join(tmpdir(), 'stagedoor-image-'));
});

test.afterAll(async () => {
  if (work !== '') await rm(work, { recursive: true, force: true });
});

test('every stage builds from what it copies, and the image has what it takes from them', async () => {
  test.setTimeout(BUILD_LIMIT_MS);
  const all = await stages();
  const image = all.at(-1)!;
  expect(image.name).toBe('image');
  await mkdir(join(work, 'context'));
  await copyContext(join(work, 'context'));
  // None is left behind that still writes.
  const ended = await Promise.allSettled(all.slice(0, -1).map((stage) => build(work, stage)));
  const failed = ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  expect(failed.join('\n')).toBe('');
  await build(work, image);
  for (const file of ['server.jar', 'web/dist/index.html', 'admin-web/dist/index.html']) {
    expect((await stat(join(work, 'image/opt/stagedoor', file))).size, file).toBeGreaterThan(0);
  }
  const users = await readFile(join(work, 'image/etc/passwd'), 'utf8');
  expect(users).toMatch(/^stagedoor:x:10001:\d+::.*:\/usr\/sbin\/nologin$/m);
  const data = await stat(join(work, 'image/data'));
  expect([data.uid, data.mode & 0o777]).toEqual([10001, 0o700]);
});

test('what the image starts serves pages and calls, as its user, and writes to /data only', async () => {
  const image = (await stages()).at(-1)!;
  const port = await freeTcpPort();
  const mediaPort = await MediaProxy.freePort();
  const data = join(work, 'volume');
  await mkdir(data);
  const environment = told(image, 'ENV').flatMap((line) => line.split(' '));
  const server = spawn(
    join(import.meta.dirname, 'harness/image.sh'),
    [
      ...[join(work, 'image'), javaHome(), data],
      ...['env', '-i', `PATH=${javaHome()}/bin:/usr/bin:/bin`, ...environment],
      ...[`STAGEDOOR_HTTP_PORT=${port}`, `STAGEDOOR_MEDIA_PORT=${mediaPort}`],
      ...words(image, 'ENTRYPOINT'),
      ...words(image, 'CMD'),
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
  }
  expect(log).not.toContain('Read-only file system');
});

test('what the image installs exists', async () => {
  test.skip(!can('apt-cache', '--version'), 'this system has other packages');
  const installs = told((await stages()).at(-1)!, 'RUN').flatMap((line) =>
    [...line.matchAll(/apt-get install([^&]*)/g)].flatMap(([, names = '']) =>
      names.split(' ').filter((name) => name !== '' && !name.startsWith('-')),
    ),
  );
  expect(installs).not.toHaveLength(0);
  for (const name of installs) {
    const here = [name, ...(NAMES_ELSEWHERE[name] ?? [])];
    expect(
      here.some((one) => can('apt-cache', 'show', one)),
      here.join(' or '),
    ).toBe(true);
  }
});
