import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The system's own Python: its bindings belong to no other. */
export const PYTHON = '/usr/bin/python3';

/** What runs a program, by how its file is called. */
const INTERPRETERS = { 'live.py': PYTHON, 'live.js': process.execPath };

/** How much media has passed. */
export interface Counts {
  audio: number;
  video: number;
}

/** A WHIP publisher or WHEP player in a process of its own, which prints its counts as a line of JSON a second. */
export class StackClient {
  private output = '';

  private constructor(
    private readonly name: string,
    private readonly process: ChildProcess,
  ) {
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  /** Starts a program of the folder of this name. */
  static start(name: string, file: keyof typeof INTERPRETERS, ...args: string[]): StackClient {
    const program = join(import.meta.dirname, '..', name, file);
    return new StackClient(name, spawn(INTERPRETERS[file], [program, ...args]));
  }

  /** What it has said last; fails with everything it said if it has ended. */
  counts(): Counts {
    if (this.process.exitCode !== null) throw new Error(`${this.name} ended:\n${this.output}`);
    const line = this.output.trimEnd().split('\n').at(-1) ?? '';
    return line.startsWith('{') ? (JSON.parse(line) as Counts) : { audio: 0, video: 0 };
  }

  /** Ends the session; fails if that failed. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    if (this.process.exitCode !== 0) throw new Error(`${this.name} failed:\n${this.output}`);
  }
}
