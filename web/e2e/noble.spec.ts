import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, test } from '@playwright/test';

import { stages } from './harness/dockerfile.ts';

const run = promisify(execFile);
/** A system is fetched. */
const LIMIT_MS = 600_000;
const LARGEST_LOG_BYTES = 64 * 1024 * 1024;

test('the image installs what it wants on Ubuntu noble itself', async () => {
  test.setTimeout(LIMIT_MS);
  const root = await mkdtemp(join(tmpdir(), 'stagedoor-noble-'));
  try {
    for (const { word, rest } of (await stages()).at(-1)!.instructions) {
      if (word === 'RUN') {
        await run(join(import.meta.dirname, 'harness/noble.sh'), [root, rest], {
          maxBuffer: LARGEST_LOG_BYTES,
        });
      }
    }
    const libraries = join(root, 'usr/lib/x86_64-linux-gnu');
    for (const library of ['libIPSec_MB.so.1', 'libcrypto.so.3']) {
      expect((await stat(join(libraries, library))).size, library).toBeGreaterThan(0);
    }
    expect(await readFile(join(root, 'etc/passwd'), 'utf8')).toContain('stagedoor:x:10001:');
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
