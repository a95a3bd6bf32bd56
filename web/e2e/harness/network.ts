import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

import { type Browser, chromium } from '@playwright/test';

const PROGRAM = join(import.meta.dirname, '../network/link.py');
const PYTHON = '/usr/bin/python3';
/** A range for tests of networks (RFC 2544): no machine's own addresses are there. */
const OUTER_ADDRESS = '198.18.73.1';
const INNER_ADDRESS = '198.18.73.2';

/** How one direction behaves; see `network/link.py`. */
export interface Shape {
  loss?: number;
  burst?: number;
  twice?: number;
  delayMs?: number;
  jitterMs?: number;
  reorders?: boolean;
  rateKbps?: number;
  queueMs?: number;
}

interface Counts {
  passed: number;
  lost: number;
  overflowed: number;
}

/** What has happened to packets so far. */
export interface LinkCounts {
  down: Counts;
  up: Counts;
}

/** Why there can be no namespace here; undefined if there can. */
export function noNamespaces(): string | undefined {
  if (process.getuid?.() !== 0) return 'making a network namespace needs root';
  const probe = `sd-probe-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', probe], { stdio: 'pipe' });
    execFileSync('ip', ['netns', 'delete', probe], { stdio: 'pipe' });
    return undefined;
  } catch (failure) {
    return `no network namespace can be made: ${(failure as Error).message.trim()}`;
  }
}

/** A network namespace behind a link that can be made bad, and browsers inside. */
export class Network {
  /** The outer end: this is where what runs outside is reached from inside. */
  readonly address = OUTER_ADDRESS;

  private constructor(
    private readonly name: string,
    private readonly link: ChildProcessWithoutNullStreams,
    private readonly answers: AsyncIterator<string>,
    private readonly lines: Interface,
    private readonly folder: string,
  ) {}

  /** Why there can be no namespace here; undefined if there can. */
  static whyNot(): string | undefined {
    if (!existsSync('/dev/net/tun')) return 'there is no /dev/net/tun';
    if (!existsSync(PYTHON)) return `there is no ${PYTHON}`;
    return noNamespaces();
  }

  static async make(seed: number): Promise<Network> {
    const name = `sd-e2e-${process.pid}`;
    const [outer, inner] = [`sdo${process.pid}`, `sdi${process.pid}`];
    const ip = (...args: string[]): void => void execFileSync('ip', args);
    ip('netns', 'add', name);
    try {
      const link = spawn(PYTHON, [PROGRAM, outer, inner, String(seed)]);
      link.stderr.pipe(process.stderr);
      const lines = createInterface(link.stdout);
      const answers = lines[Symbol.asyncIterator]();
      if ((await answers.next()).value !== 'ready') throw new Error('the link did not start');
      ip('link', 'set', inner, 'netns', name);
      ip('address', 'add', OUTER_ADDRESS, 'peer', INNER_ADDRESS, 'dev', outer);
      ip('link', 'set', outer, 'up');
      const within = ['-netns', name];
      ip(...within, 'address', 'add', INNER_ADDRESS, 'peer', OUTER_ADDRESS, 'dev', inner);
      ip(...within, 'link', 'set', inner, 'up');
      ip(...within, 'link', 'set', 'lo', 'up');
      ip(...within, 'route', 'add', 'default', 'via', OUTER_ADDRESS, 'dev', inner);
      const folder = await mkdtemp(join(tmpdir(), 'stagedoor-network-'));
      return new Network(name, link, answers, lines, folder);
    } catch (failure) {
      ip('netns', 'delete', name);
      throw failure;
    }
  }

  /** From now on the link is like this; returns what has happened on it before. */
  async shape(down: Shape, up: Shape = {}): Promise<LinkCounts> {
    this.link.stdin.write(`${JSON.stringify({ down, up })}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error('the link has ended');
    return JSON.parse(answer.value) as LinkCounts;
  }

  /**
   * A browser whose every packet goes over the link.
   *
   * @param trusted an origin out there that may use camera and microphone as if it had a certificate
   */
  async browser(trusted?: string): Promise<Browser> {
    const { launchOptions } = await import('../playwright.config.ts');
    const executable = launchOptions.executablePath ?? chromium.executablePath();
    const launcher = join(this.folder, 'browser');
    const script = `#!/bin/sh\nexec ip netns exec ${this.name} '${executable}' "$@"\n`;
    await writeFile(launcher, script, { mode: 0o755 });
    const args = [
      ...(launchOptions.args ?? []),
      ...(trusted === undefined ? [] : [`--unsafely-treat-insecure-origin-as-secure=${trusted}`]),
    ];
    return chromium.launch({ ...launchOptions, args, executablePath: launcher });
  }

  async dispose(): Promise<void> {
    this.lines.close();
    this.link.stdin.end();
    if (this.link.exitCode === null) await once(this.link, 'exit');
    execFileSync('ip', ['netns', 'delete', this.name]);
    await rm(this.folder, { recursive: true, force: true });
  }
}
