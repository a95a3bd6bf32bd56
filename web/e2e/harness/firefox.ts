import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { RemotePage } from './remote-page.ts';

const NAMES = ['firefox-esr', 'firefox'];

/** A camera and a microphone that are not there, sound without a click, and nothing of a first start. */
const PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
};

/**
 * The system's Firefox with one page in it. The test's browser library drives only a Firefox of its own making, and it is
 * the released one that people have; so the page itself asks the test what to do.
 */
export class Firefox {
  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    readonly page: RemotePage,
  ) {}

  /** The path of the system's Firefox, null if there is none. */
  static path(): string | null {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      for (const name of NAMES) {
        try {
          accessSync(join(folder, name), constants.X_OK);
          return join(folder, name);
        } catch {
          // Not in this folder.
        }
      }
    }
    return null;
  }

  static async start(): Promise<Firefox> {
    const path = Firefox.path();
    if (path === null) throw new Error('no Firefox on the path');
    const profile = await mkdtemp(join(tmpdir(), 'stagedoor-firefox-'));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const page = await RemotePage.open();
    const firefox = spawn(
      path,
      ['--headless', '--no-remote', '--profile', profile, `${page.origin}/`],
      { stdio: 'ignore', env: { ...process.env, HOME: profile } },
    );
    return new Firefox(firefox, profile, page);
  }

  async close(): Promise<void> {
    this.page.close();
    if (this.process.exitCode === null) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    await rm(this.profile, { recursive: true, force: true });
  }
}
