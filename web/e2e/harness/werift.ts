import { gstreamerHas } from './gstreamer.ts';
import { StackClient } from './stack-client.ts';

const PARTS = [
  ...['rtpstreampay', 'rtpstreamdepay', 'rtpvp8pay', 'rtph264pay', 'rtpopuspay'],
  ...['vp8enc', 'vp8dec', 'openh264enc', 'opusenc', 'opusdec', 'videoscale'],
];

/** Clients on werift, with GStreamer's codecs, see `werift/live.js`. */
export const Werift = {
  isInstalled: (): boolean => gstreamerHas(...PARTS),

  publish(url: string, codec: 'vp8' | 'h264'): StackClient {
    return StackClient.start('werift', 'live.js', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('werift', 'live.js', 'watch', url);
  },
};
