import { execFileSync } from 'node:child_process';

import { PYTHON, StackClient } from './stack-client.ts';

const PARTS = ['webrtcbin', 'nicesrc', 'vp8enc', 'openh264enc', 'opusenc'];

/** Whether the system's GStreamer has all of these elements. */
export function gstreamerHas(...elements: string[]): boolean {
  try {
    elements.forEach((each) => execFileSync('gst-inspect-1.0', [each], { stdio: 'ignore' }));
    return true;
  } catch {
    return false;
  }
}

/** Clients out of GStreamer's parts, see `gstreamer/live.py`. */
export const GStreamer = {
  /** Whether this machine has all the parts. */
  isInstalled(): boolean {
    try {
      execFileSync(PYTHON, ['-c', 'import gi; gi.require_version("GstWebRTC", "1.0")'], {
        stdio: 'ignore',
      });
    } catch {
      return false;
    }
    return gstreamerHas(...PARTS);
  },

  publish(url: string, codec: 'vp8' | 'h264'): StackClient {
    return StackClient.start('gstreamer', 'live.py', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('gstreamer', 'live.py', 'watch', url);
  },
};
