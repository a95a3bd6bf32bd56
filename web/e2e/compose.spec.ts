import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from '@playwright/test';
import { DCLinter } from 'dclint';

const FOLDER = resolve(import.meta.dirname, '../../docker');
const FILES = ['compose.yaml', 'compose.dev.yaml'];

/** What the Compose Specification's own schema has against a file; how a file is laid out is ours to say. */
function objections(file: string): string[] {
  return new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] })
    .lintFiles([file], false)
    .flatMap(({ messages }) => messages)
    .filter(({ rule }) => rule.startsWith('invalid-'))
    .map(({ message }) => message);
}

/** Compose itself, which needs no engine to read a file: of today as a plugin, or Debian's of 2021. */
function compose(): string[] | undefined {
  return [['docker', 'compose'], ['docker-compose']].find(([program = '', ...words]) => {
    try {
      execFileSync(program, [...words, 'version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

const COMPOSE = compose();

async function withCopy<T>(
  name: string,
  edit: (text: string) => string,
  use: (file: string) => T,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stagedoor-compose-'));
  try {
    const text = await readFile(join(FOLDER, name), 'utf8');
    const edited = edit(text);
    const copy = join(folder, 'compose.yaml');
    await writeFile(copy, edited);
    return use(copy);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What compose prints when it reads a file, and whether it takes it. */
function read(file: string, environment: Record<string, string>): { ok: boolean; said: string } {
  const [program = '', ...words] = COMPOSE!;
  const asked = spawnSync(
    program,
    [...words, '--project-directory', FOLDER, '-f', file, 'config', '--quiet'],
    { env: { PATH: process.env.PATH, ...environment }, encoding: 'utf8' },
  );
  return { ok: asked.status === 0, said: asked.stdout + asked.stderr };
}

/** That of 2021 knows everything that stands in our files but the project's name. */
const known = (text: string) => (COMPOSE!.length > 1 ? text : text.replace(/^name: .*\n/m, ''));

const SET = { PUBLIC_URL: 'https://live.example.org', PUBLIC_ADDRESS: '203.0.113.7' };

for (const name of FILES) {
  test(`${name} is as the Compose Specification wants it`, () => {
    expect(objections(join(FOLDER, name))).toEqual([]);
  });
}

const MISTAKES: [what: string, from: string, to: string][] = [
  ['a key of a service', 'stop_grace_period:', 'stop_grace_perod:'],
  ['a key of the file', '\nvolumes:\n', '\nvolums:\n'],
  ['a key of a health check', 'interval: 5s', 'intervall: 5s'],
  ['a key deep in a service', 'nofile: 1048576', 'nofile: { soft: 1, hart: 2 }'],
  ['a condition', 'service_healthy', 'service_healty'],
  ['a value of another kind', 'read_only: true', 'read_only: [true]'],
  ['a secret', '{ file: ./secrets/turn_secret }', '{ flie: ./secrets/turn_secret }'],
];

for (const [what, from, to] of MISTAKES) {
  test(`a mistake in ${what} is found`, async () => {
    const found = await withCopy(
      'compose.yaml',
      (text) => {
        expect(text).toContain(from);
        return text.replace(from, to);
      },
      objections,
    );
    expect(found).not.toEqual([]);
  });
}

test('compose reads the files, and says what is not set', async () => {
  test.skip(COMPOSE === undefined, 'compose is not installed here');
  for (const name of FILES) {
    const { ok, said } = await withCopy(name, known, (file) => read(file, SET));
    expect(ok, `${name}: ${said}`).toBe(true);
  }
  const unset = await withCopy('compose.yaml', known, (file) =>
    read(file, { PUBLIC_ADDRESS: SET.PUBLIC_ADDRESS }),
  );
  expect(unset.ok).toBe(false);
  expect(unset.said).toContain('say in docker/.env where browsers reach the server');
});

const DANGLING: [what: string, from: string, to: string][] = [
  ['volume', 'grafana:/var/lib/grafana', 'grafna:/var/lib/grafana'],
  ['service', 'postgres: { condition:', 'postgrs: { condition:'],
  ['name of a block', '<<: *restricted', '<<: *restrictd'],
];

for (const [what, from, to] of DANGLING) {
  test(`compose finds a ${what} that is nowhere`, async () => {
    test.skip(COMPOSE === undefined, 'compose is not installed here');
    const { ok, said } = await withCopy(
      'compose.yaml',
      (text) => {
        expect(text).toContain(from);
        return known(text).replace(from, to);
      },
      (file) => read(file, SET),
    );
    expect(ok, said).toBe(false);
  });
}
