import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../gstreamer/live.py');
/** The system's own Python: its bindings belong to no other. */
const PYTHON = '/usr/bin/python3';
const PARTS = ['webrtcbin', 'nicesrc', 'vp8enc', 'openh264enc', 'opusenc'];

/** How much media has passed. */
export interface Counts {
  audio: number;
  video: number;
}

/** A client out of GStreamer's parts, see `gstreamer/live.py`. */
export class GStreamer {
  private output = '';

  private constructor(private readonly process: ChildProcess) {
    const keep = (chunk: Buffer): void => {
      this.output += chunk.toString();
    };
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  /** Whether this machine has all the parts. */
  static isInstalled(): boolean {
    try {
      execFileSync(PYTHON, ['-c', 'import gi; gi.require_version("GstWebRTC", "1.0")'], {
        stdio: 'ignore',
      });
      PARTS.forEach((part) => execFileSync('gst-inspect-1.0', [part], { stdio: 'ignore' }));
      return true;
    } catch {
      return false;
    }
  }

  static publish(url: string, codec: 'vp8' | 'h264'): GStreamer {
    return new GStreamer(spawn(PYTHON, [PROGRAM, 'publish', url, codec]));
  }

  static watch(url: string): GStreamer {
    return new GStreamer(spawn(PYTHON, [PROGRAM, 'watch', url]));
  }

  /** What it has said last; fails with everything it said if it has ended. */
  counts(): Counts {
    if (this.process.exitCode !== null) throw new Error(`GStreamer ended:\n${this.output}`);
    const line = this.output.trimEnd().split('\n').at(-1) ?? '';
    return line.startsWith('{') ? (JSON.parse(line) as Counts) : { audio: 0, video: 0 };
  }

  /** Ends the session; fails if that failed. */
  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    if (this.process.exitCode !== 0) throw new Error(`GStreamer failed:\n${this.output}`);
  }
}
