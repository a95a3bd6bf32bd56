// A WHIP publisher and a WHEP player on werift, a WebRTC stack of its own in TypeScript, for trying the server with it.
//
// usage: node live.js publish URL [vp8|h264]
//        node live.js watch URL
//
// Prints a line of JSON a second until SIGTERM, which ends the session: {"audio": N, "video": N}, the frames decoded so far (of
// a publisher: the packets sent). Codecs are GStreamer's, see parts/gstreamer.
import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters } from 'werift';

import { packets, PICTURES, screen, SOUND, stopAll } from '../parts/gstreamer.js';
import { end, offer, report } from '../parts/session.js';

const SOURCES = {
  audio: SOUND,
  vp8: `${PICTURES} ! vp8enc deadline=1 keyframe-max-dist=15 ! rtpvp8pay mtu=1200`,
  h264:
    `${PICTURES} ! openh264enc gop-size=15 ! video/x-h264,profile=constrained-baseline` +
    ' ! rtph264pay mtu=1200 config-interval=-1 aggregate-mode=zero-latency',
};

const counts = { audio: 0, video: 0 };

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
  packets(source, (packet) => {
    track.writeRtp(packet);
    counts[kind]++;
  });
  return track;
}

const [action, url, picture = 'vp8'] = process.argv.slice(2);
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
peer.onTrack.subscribe((track) => {
  const show = screen(track.kind, counts);
  track.onReceiveRtp.subscribe((packet) => show(packet.serialize()));
});
await peer.setLocalDescription(await peer.createOffer());
const { answer, resource } = await offer(url, peer.localDescription.sdp);
await peer.setRemoteDescription({ type: 'answer', sdp: answer });
await report(counts);
const code = await end(resource);
// Before the programs end: what still comes would be written to nobody.
await peer.close();
stopAll();
process.exit(code);
