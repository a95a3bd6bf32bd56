import { execFileSync } from 'node:child_process';

import { PYTHON, StackClient } from './stack-client.ts';

/** Clients on aiortc, see `aiortc/live.py`. */
export const Aiortc = {
  isInstalled(): boolean {
    try {
      execFileSync(PYTHON, ['-c', 'import aiortc'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  },

  publish(url: string, codec: 'vp8' | 'h264'): StackClient {
    return StackClient.start('aiortc', 'live.py', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('aiortc', 'live.py', 'watch', url);
  },
};
