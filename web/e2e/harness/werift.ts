import { execFileSync } from 'node:child_process';

import { StackClient } from './stack-client.ts';

const PARTS = [
  ...['rtpstreampay', 'rtpstreamdepay', 'rtpvp8pay', 'rtph264pay', 'rtpopuspay'],
  ...['vp8enc', 'vp8dec', 'openh264enc', 'opusenc', 'opusdec', 'videoscale'],
];

/** Clients on werift, with GStreamer's codecs, see `werift/live.js`. */
export const Werift = {
  isInstalled(): boolean {
    try {
      PARTS.forEach((part) => execFileSync('gst-inspect-1.0', [part], { stdio: 'ignore' }));
      return true;
    } catch {
      return false;
    }
  },

  publish(url: string, codec: 'vp8' | 'h264'): StackClient {
    return StackClient.start('werift', 'live.js', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('werift', 'live.js', 'watch', url);
  },
};
