import { execFileSync } from 'node:child_process';

import { PYTHON, StackClient } from './stack-client.ts';

const PARTS = ['webrtcbin', 'nicesrc', 'vp8enc', 'openh264enc', 'opusenc'];

/** Clients out of GStreamer's parts, see `gstreamer/live.py`. */
export const GStreamer = {
  /** Whether this machine has all the parts. */
  isInstalled(): boolean {
    try {
      execFileSync(PYTHON, ['-c', 'import gi; gi.require_version("GstWebRTC", "1.0")'], {
        stdio: 'ignore',
      });
      PARTS.forEach((part) => execFileSync('gst-inspect-1.0', [part], { stdio: 'ignore' }));
      return true;
    } catch {
      return false;
    }
  },

  publish(url: string, codec: 'vp8' | 'h264'): StackClient {
    return StackClient.start('gstreamer', 'live.py', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('gstreamer', 'live.py', 'watch', url);
  },
};
