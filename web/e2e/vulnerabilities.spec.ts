import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expect, test } from '@playwright/test';

const ROOT = resolve(import.meta.dirname, '../..');
/** Where nobody has asked for the lists before, Maven fetches every library's own description. */
const LIMIT_MS = 240_000;

interface Findings {
  ok: boolean;
  components: number;
  findings: { package: string; id: string; shipped: boolean; waived: boolean }[];
  idleWaivers: unknown[];
}

async function audit(...words: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile('./stagedoor', ['audit', ...words], { cwd: ROOT }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout || stderr });
    });
  });
}

test.describe.configure({ timeout: LIMIT_MS });

test('nothing that is shipped, builds or tests has a recorded vulnerability that nobody waived', async () => {
  const { code, said } = await audit('--json');
  expect(code, said).toBe(0);
  const { ok, components, idleWaivers } = JSON.parse(said) as Findings;
  expect(ok).toBe(true);
  expect(components).toBeGreaterThan(300);
  expect(idleWaivers).toEqual([]);
});

test('a vulnerability of a library that is shipped fails the audit, and one of a tool does too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stagedoor-advisories-'));
  const packages = [
    { ecosystem: 'Maven', name: 'io.vertx:vertx-core' },
    { ecosystem: 'Maven', name: 'org.assertj:assertj-core' },
    { ecosystem: 'npm', name: 'react' },
    { ecosystem: 'npm', name: 'vite' },
  ];
  try {
    for (const [at, of] of packages.entries()) {
      const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }];
      const advisory = { id: `TEST-${at}`, affected: [{ package: of, ranges }] };
      await writeFile(join(folder, `${advisory.id}.json`), JSON.stringify(advisory));
    }
    const { code, said } = await audit('--json', '--advisories', folder);
    expect(code, said).toBe(1);
    const { findings } = JSON.parse(said) as Findings;
    expect(
      findings.filter(({ waived }) => !waived).map((one) => [one.package, one.id, one.shipped]),
    ).toEqual([
      ['io.vertx:vertx-core', 'TEST-0', true],
      ['react', 'TEST-2', true],
      ['org.assertj:assertj-core', 'TEST-1', false],
      ['vite', 'TEST-3', false],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
