// A WHIP publisher and a WHEP player on werift, a WebRTC stack of its own in TypeScript, for trying the server with it.
//
// usage: node live.js publish URL [vp8|h264]
//        node live.js watch URL
//
// Prints a line of JSON a second until SIGTERM, which ends the session: {"audio": N, "video": N}, the frames decoded so far (of
// a publisher: the packets sent). werift has no codecs: GStreamer makes the packets and takes them, each after its length
// (RFC 4571), on standard input and output. Needs gstreamer1.0-tools and gstreamer1.0-plugins-{base,good,bad}.
import { spawn } from 'node:child_process';

import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift';

const FRAMED = 'rtpstreampay ! fdsink fd=1 sync=false';
const SMALL_FRAME_BYTES = 16 * 16;
/** 20 ms of one channel in 16 bits, as most send it. */
const SOUND_BYTES = 960 * 2;
const PICTURES =
  'videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=240,framerate=15/1';

const SOURCES = {
  audio: `audiotestsrc is-live=true ! opusenc ! rtpopuspay ! ${FRAMED}`,
  vp8: `${PICTURES} ! vp8enc deadline=1 keyframe-max-dist=15 ! rtpvp8pay mtu=1200 ! ${FRAMED}`,
  h264:
    `${PICTURES} ! openh264enc gop-size=15 ! video/x-h264,profile=constrained-baseline` +
    ` ! rtph264pay mtu=1200 config-interval=-1 aggregate-mode=zero-latency ! ${FRAMED}`,
};

const READ = 'fdsrc fd=0 ! application/x-rtp-stream,encoding-name';
const SINKS = {
  audio:
    `${READ}=OPUS,media=audio,clock-rate=48000,payload=96 ! rtpstreamdepay ! rtpopusdepay ! opusdec ! audioconvert` +
    ' ! audio/x-raw,format=S16LE,channels=1,rate=48000 ! fdsink fd=1 sync=false',
  video:
    `${READ}=VP8,media=video,clock-rate=90000,payload=97 ! rtpstreamdepay ! rtpvp8depay ! vp8dec ! videoconvert` +
    ' ! videoscale ! video/x-raw,format=GRAY8,width=16,height=16 ! fdsink fd=1 sync=false',
};

const counts = { audio: 0, video: 0 };
const programs = [];

function gstreamer(pipeline, input) {
  const program = spawn('gst-launch-1.0', ['-q', ...pipeline.split(' ')], {
    stdio: [input, 'pipe', 'inherit'],
  });
  programs.push(program);
  return program;
}

/** What werift offers; packets of a lost key frame are asked for, and so is a new one. */
function codec(mimeType, more) {
  const video = mimeType.startsWith('video');
  const feedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'transport-cc' }];
  return new RTCRtpCodecParameters({
    mimeType,
    clockRate: video ? 90_000 : 48_000,
    rtcpFeedback: video ? feedback : [],
    ...more,
  });
}

const OPUS = codec('audio/opus', { payloadType: 96, channels: 2 });
const PICTURE = {
  vp8: codec('video/VP8', { payloadType: 97 }),
  h264: codec('video/H264', {
    payloadType: 97,
    parameters: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
  }),
};

/** A track of packets that GStreamer makes. */
function camera(kind, source) {
  const track = new MediaStreamTrack({ kind });
  let kept = Buffer.alloc(0);
  gstreamer(source, 'ignore').stdout.on('data', (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    while (kept.length >= 2 && kept.length >= 2 + kept.readUInt16BE(0)) {
      const end = 2 + kept.readUInt16BE(0);
      track.writeRtp(kept.subarray(2, end));
      kept = kept.subarray(end);
      counts[kind]++;
    }
  });
  return track;
}

/** Gives a track's packets to GStreamer and counts what it makes of them. */
function screen(track) {
  const { stdin, stdout } = gstreamer(SINKS[track.kind], 'pipe');
  track.onReceiveRtp.subscribe((packet) => {
    const bytes = packet.serialize();
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    stdin.write(Buffer.concat([length, bytes]));
  });
  const frameBytes = track.kind === 'audio' ? SOUND_BYTES : SMALL_FRAME_BYTES;
  let bytes = 0;
  stdout.on('data', (chunk) => {
    bytes += chunk.length;
    counts[track.kind] = Math.floor(bytes / frameBytes);
  });
}

async function exchange(peer, url) {
  await peer.setLocalDescription(await peer.createOffer());
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp' },
    body: peer.localDescription.sdp,
  });
  const text = await response.text();
  if (response.status !== 201) throw new Error(`${response.status} ${text}`);
  await peer.setRemoteDescription({ type: 'answer', sdp: text });
  return new URL(response.headers.get('Location'), url);
}

const [action, url, picture = 'vp8'] = process.argv.slice(2);
const terminated = new Promise((resolve) => process.once('SIGTERM', resolve));
const peer = new RTCPeerConnection({
  codecs: { audio: [OPUS], video: [PICTURE[picture]] },
  bundlePolicy: 'max-bundle',
  iceServers: [],
});
peer.connectionStateChange.subscribe((state) => {
  if (state === 'failed') throw new Error('the connection failed');
});
for (const kind of ['audio', 'video']) {
  if (action === 'publish') {
    peer.addTransceiver(camera(kind, SOURCES[kind === 'audio' ? kind : picture]), {
      direction: 'sendonly',
    });
  } else {
    peer.addTransceiver(kind, { direction: 'recvonly' });
  }
}
peer.onTrack.subscribe(screen);
const resource = await exchange(peer, url);
const report = setInterval(() => process.stdout.write(`${JSON.stringify(counts)}\n`), 1000);
await terminated;
clearInterval(report);
const ended = await fetch(resource, { method: 'DELETE' });
// Before the programs end: what still comes would be written to nobody.
await peer.close();
programs.forEach((program) => program.kill());
process.exit(ended.status === 200 ? 0 : 1);
