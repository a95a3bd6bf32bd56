import { execFileSync } from 'node:child_process';

import { PYTHON, PythonClient } from './python-client.ts';

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

  publish(url: string, codec: 'vp8' | 'h264'): PythonClient {
    return PythonClient.start('aiortc', 'publish', url, codec);
  },

  watch(url: string): PythonClient {
    return PythonClient.start('aiortc', 'watch', url);
  },
};
