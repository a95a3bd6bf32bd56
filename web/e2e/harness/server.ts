import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { expectDiscreet } from './discretion.ts';
import { MediaProxy } from './media-proxy.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** The database's programs, for all servers: the first to start unpacks them, which takes seconds of a processor. */
const PROGRAMS = join(ROOT, 'web/target/programs');
/** Two browsers that encode video leave a start little of two cores: 42 s were seen, where it takes 7 by itself. */
const START_LIMIT_MS = 150_000;
const STOP_LIMIT_MS = 20_000;
const SHORT_LIVED = { JDK_JAVA_OPTIONS: '-XX:TieredStopAtLevel=1' };

export interface Account {
  email: string;
  password: string;
}

/** What `up` writes beside its data on the embedded database. */
export interface DemoAccounts {
  admin: Account;
  performer: Account;
  viewer: Account;
}

export interface ServerOptions {
  /** Settings by their environment names without the prefix, for example `BILLING_GRACE_MS`. */
  settings?: Record<string, string>;
  /** What browsers are told instead of the server's own media address. */
  advertise?: string;
  /** Media port; a free one when absent. */
  mediaPort?: number;
  /** Compiled as well as an installation's: for what measures. Most servers of tests end before that has earned what it costs. */
  measured?: boolean;
}

/** A Stagedoor server process on a data directory of its own, started as a user would. */
export class Server {
  private process: ChildProcess | undefined;
  private log = '';
  private errors = '';

  private constructor(
    private readonly options: ServerOptions,
    readonly dataDirectory: string,
    readonly httpPort: number,
    readonly mediaPort: number,
  ) {}

  static async start(options: ServerOptions = {}): Promise<Server> {
    const server = new Server(
      options,
      await freshData(),
      await freeTcpPort(),
      options.mediaPort ?? (await MediaProxy.freePort()),
    );
    await server.launch();
    return server;
  }

  get url(): string {
    return `http://localhost:${this.httpPort}`;
  }

  get pid(): number {
    const pid = this.process?.pid;
    if (pid === undefined) throw new Error('the server is not running');
    return pid;
  }

  /** Everything the process has printed so far. */
  get output(): string {
    return this.log;
  }

  async demoAccounts(): Promise<DemoAccounts> {
    const text = await readFile(join(this.dataDirectory, 'demo-accounts.json'), 'utf8');
    return JSON.parse(text) as DemoAccounts;
  }

  /** Starts the process on the same data and ports as before. */
  async launch(): Promise<void> {
    const { advertise, measured = false } = this.options;
    const args = [
      'up',
      '--no-build',
      ...['--port', String(this.httpPort)],
      ...['--media-port', String(this.mediaPort)],
      ...['--data', this.dataDirectory],
      ...(advertise === undefined ? [] : ['--advertise', advertise]),
    ];
    // What a minute costs must not depend on the hour in which the tests run.
    const settings = {
      DRAIN_WITHIN_MS: '0',
      BILLING_PEAK_HOURS: 'false',
      ...this.options.settings,
    };
    const environment = Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [`STAGEDOOR_${name}`, value]),
    );
    const process_ = spawn(join(ROOT, 'stagedoor'), args, {
      cwd: ROOT,
      env: { ...process.env, ...(measured ? {} : SHORT_LIVED), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process = process_;
    // A test that ran out of time never reaches its own clean-up; its server must not outlive the run.
    process.once('exit', () => process_.kill('SIGTERM'));
    const keep = (chunk: Buffer): void => {
      this.log += chunk.toString();
    };
    process_.stdout.on('data', keep);
    process_.stderr.on('data', (chunk: Buffer) => {
      keep(chunk);
      this.errors += chunk.toString();
    });
    await this.ready(process_);
  }

  /** As the kernel would end it: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As Ctrl-C does. */
  async stop(): Promise<void> {
    await this.end('SIGINT');
  }

  /** Waits until it has ended by itself; tells its exit code. */
  async exited(): Promise<number | null> {
    const running = this.process;
    if (running === undefined) throw new Error('the server is not running');
    if (running.exitCode === null) await once(running, 'exit');
    this.process = undefined;
    return running.exitCode;
  }

  /** Stops it if it still runs, looks through its log for what must not be there, and removes its data. */
  async dispose(): Promise<void> {
    if (this.process !== undefined) await this.stop();
    await rm(this.dataDirectory, { recursive: true, force: true });
    expectDiscreet(this.errors);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const running = this.process;
    if (running === undefined) return;
    this.process = undefined;
    const exited = once(running, 'exit');
    running.kill(signal);
    const limit = setTimeout(() => running.kill('SIGKILL'), STOP_LIMIT_MS);
    await exited;
    clearTimeout(limit);
  }

  private async ready(starting: ChildProcess): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    while (Date.now() < deadline) {
      if (starting.exitCode !== null) break;
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok === true) return;
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`the server did not become ready; it printed:\n${this.log}`);
  }
}

async function freshData(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stagedoor-e2e-'));
  await mkdir(PROGRAMS, { recursive: true });
  await symlink(PROGRAMS, join(folder, 'lib'));
  return folder;
}

export async function freeTcpPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no TCP port');
  return address.port;
}
