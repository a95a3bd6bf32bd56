// Codecs for WebRTC stacks that have none: GStreamer makes media and takes it, on standard output and input. Packets stand there after
// their length each (RFC 4571). Needs gstreamer1.0-tools and gstreamer1.0-plugins-{base,good,bad}.
import { spawn } from 'node:child_process';

const SMALL_FRAME_BYTES = 16 * 16;
/** 20 ms of one channel in 16 bits, as most send it. */
const SOUND_BYTES = 960 * 2;
const FRAME_BYTES = { audio: SOUND_BYTES, video: SMALL_FRAME_BYTES };

/** A test tone in packets, and a test picture before its encoder. */
export const SOUND = 'audiotestsrc is-live=true ! opusenc ! rtpopuspay';
export const PICTURES =
  'videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=240,framerate=15/1';

const READ = 'fdsrc fd=0 ! application/x-rtp-stream,encoding-name';
const SINKS = {
  audio:
    `${READ}=OPUS,media=audio,clock-rate=48000,payload=96 ! rtpstreamdepay ! rtpopusdepay ! opusdec ! audioconvert` +
    ' ! audio/x-raw,format=S16LE,channels=1,rate=48000 ! fdsink fd=1 sync=false',
  video:
    `${READ}=VP8,media=video,clock-rate=90000,payload=97 ! rtpstreamdepay ! rtpvp8depay ! vp8dec ! videoconvert` +
    ' ! videoscale ! video/x-raw,format=GRAY8,width=16,height=16 ! fdsink fd=1 sync=false',
};

const programs = [];

function launch(pipeline, input) {
  const program = spawn('gst-launch-1.0', ['-q', ...pipeline.split(' ')], {
    stdio: [input, 'pipe', 'inherit'],
  });
  programs.push(program);
  return program;
}

/** Gives what a pipeline makes to `each`, in the pieces in which it comes. */
export function bytes(pipeline, each) {
  launch(`${pipeline} ! fdsink fd=1 sync=false`, 'ignore').stdout.on('data', each);
}

/** Gives the RTP packets that a pipeline makes to `each`, one by one. */
export function packets(pipeline, each) {
  let kept = Buffer.alloc(0);
  bytes(`${pipeline} ! rtpstreampay`, (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= 2 && kept.length >= 2 + kept.readUInt16BE(0)) {
      const end = 2 + kept.readUInt16BE(0);
      each(kept.subarray(2, end));
      kept = kept.subarray(end);
    }
  });
}

/**
 * Takes RTP packets of Opus (payload type 96) or VP8 (97) and counts what a decoder makes of them.
 *
 * @param kind `audio` or `video`
 * @param counts where the number of frames stands, by kind
 * @returns what to call with each packet
 */
export function screen(kind, counts) {
  const { stdin, stdout } = launch(SINKS[kind], 'pipe');
  let decoded = 0;
  stdout.on('data', (chunk) => {
    decoded += chunk.length;
    counts[kind] = Math.floor(decoded / FRAME_BYTES[kind]);
  });
  return (packet) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(packet.length);
    stdin.write(Buffer.concat([length, packet]));
  };
}

export function stopAll() {
  programs.forEach((program) => program.kill());
}
