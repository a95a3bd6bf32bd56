import { gstreamerHas } from './gstreamer.ts';
import { StackClient } from './stack-client.ts';

/** Clients on libdatachannel, with GStreamer's codecs, see `libdatachannel/live.js`. */
export const LibDataChannel = {
  isInstalled: (): boolean =>
    gstreamerHas(
      ...['rtpstreampay', 'rtpstreamdepay', 'rtpopuspay', 'opusenc', 'opusdec', 'vp8dec'],
      ...['openh264enc', 'h264parse', 'av1enc', 'av1parse', 'videoscale'],
    ),

  publish(url: string, codec: 'h264' | 'av1'): StackClient {
    return StackClient.start('libdatachannel', 'live.js', 'publish', url, codec);
  },

  watch(url: string): StackClient {
    return StackClient.start('libdatachannel', 'live.js', 'watch', url);
  },
};
