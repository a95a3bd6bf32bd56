import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from '@playwright/test';

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../..');
/** Listing asks Maven for every library's own description, which it fetches the first time. */
const LIMIT_MS = 180_000;

interface Component {
  name: string;
  version: string;
  purl: string;
  licenses?: unknown[];
}

async function components(file: string): Promise<Component[]> {
  const text = await readFile(join(ROOT, 'target/sbom', file), 'utf8');
  return (JSON.parse(text) as { components: Component[] }).components;
}

/** What the pages and their parts say that they are made of. */
async function declared(): Promise<string[]> {
  const parts = ['web', 'web/design', 'web/sdk', 'admin-web'].map(async (folder) => {
    const file = await readFile(join(ROOT, folder, 'package.json'), 'utf8');
    const { dependencies = {} } = JSON.parse(file) as { dependencies?: Record<string, string> };
    return Object.keys(dependencies);
  });
  return (await Promise.all(parts)).flat();
}

test('the bill of materials has every library that is shipped, with a licence, and no other', async () => {
  test.setTimeout(LIMIT_MS);
  await run('./stagedoor', ['sbom'], { cwd: ROOT });
  const java = await components('stagedoor-java.cdx.json');
  const pages = await components('stagedoor-web.cdx.json');
  for (const part of [...java, ...pages]) {
    expect(part.licenses ?? [], `licences of ${part.name} ${part.version}`).not.toHaveLength(0);
  }

  const jars = await readdir(join(ROOT, 'server/target/lib'));
  const files = [...jars, 'server-0.1.0-SNAPSHOT.jar'];
  // A classifier stands behind the version: netty's native parts are one component each.
  const isOf = (file: string, part: Component) =>
    file === `${part.name}-${part.version}.jar` || file.startsWith(`${part.name}-${part.version}-`);
  expect(jars.length).toBeGreaterThan(50);
  expect(files.filter((file) => !java.some((part) => isOf(file, part)))).toEqual([]);
  expect(
    java.filter((part) => !files.some((file) => isOf(file, part))).map((part) => part.name),
  ).toEqual([]);

  const listed = pages.map((part) =>
    decodeURIComponent(part.purl).replace(/^pkg:npm\/|@[^@]+$/g, ''),
  );
  expect(listed).toEqual(expect.arrayContaining(await declared()));
  // What those are made of in turn, and nothing of tests and tools.
  expect(listed).toEqual(expect.arrayContaining(['scheduler', 'react-aria', 'tslib']));
  for (const tool of ['vite', 'typescript', 'vitest', 'eslint', '@playwright/test']) {
    expect(listed).not.toContain(tool);
  }
});
