// A WHIP publisher and a WHEP player on libdatachannel, which OBS Studio publishes with, for trying the server with it. It packs and reports
// as OBS makes it do: its own packetizers, sender reports, answers to NACKs, no header extension, no retransmission stream.
//
// usage: node live.js publish URL h264|av1
//        node live.js watch URL
//
// Prints a line of JSON a second until SIGTERM, which ends the session: {"audio": N, "video": N}, the frames decoded so far (of
// a publisher: the frames sent). Codecs are GStreamer's, see parts/gstreamer.
import { setTimeout as after } from 'node:timers/promises';

import rtc from 'node-datachannel';

import { bytes, packets, PICTURES, screen, SOUND, stopAll } from '../parts/gstreamer.js';
import { end, offer, report } from '../parts/session.js';
import { accessUnits } from './access-units.js';
import { temporalUnits } from './temporal-units.js';

const AUDIO = { payloadType: 96, ssrc: 11, clockRate: 48_000 };
const VIDEO = { payloadType: 97, ssrc: 12, clockRate: 90_000 };
const RTP_HEADER_BYTES = 12;
const TICKS_PER_SOUND = 960;
const TICKS_PER_PICTURE = VIDEO.clockRate / 15;
const MOST_BYTES = 1_200;

const ENCODED = {
  h264:
    `${PICTURES} ! openh264enc gop-size=15 ! video/x-h264,profile=constrained-baseline ! h264parse config-interval=-1` +
    ' ! video/x-h264,stream-format=byte-stream,alignment=au',
  av1:
    `${PICTURES} ! av1enc cpu-used=8 usage-profile=realtime lag-in-frames=0 keyframe-max-dist=15 ! av1parse` +
    ' ! video/x-av1,stream-format=obu-stream,alignment=tu',
};

const counts = { audio: 0, video: 0 };

function section(kind, direction, picture) {
  const { payloadType, ssrc } = kind === 'audio' ? AUDIO : VIDEO;
  const made = kind === 'audio' ? new rtc.Audio('0', direction) : new rtc.Video('1', direction);
  if (kind === 'audio') made.addOpusCodec(payloadType);
  else if (picture === 'h264') made.addH264Codec(payloadType);
  else if (picture === 'av1') made.addAV1Codec(payloadType);
  else made.addVP8Codec(payloadType);
  if (direction === 'SendOnly') made.addSSRC(ssrc, 'camera', 'camera', kind);
  return made;
}

/** What packs a kind's frames, and where its clock stands. */
function packer(kind, picture) {
  const { payloadType, ssrc, clockRate } = kind === 'audio' ? AUDIO : VIDEO;
  const config = new rtc.RtpPacketizationConfig(ssrc, 'camera', payloadType, clockRate);
  const handler =
    kind === 'audio'
      ? new rtc.RtpPacketizer(config)
      : picture === 'h264'
        ? new rtc.H264RtpPacketizer('StartSequence', config, MOST_BYTES)
        : new rtc.AV1RtpPacketizer('TemporalUnit', config, MOST_BYTES);
  handler.addToChain(new rtc.RtcpSrReporter(config));
  handler.addToChain(new rtc.RtcpNackResponder());
  return { config, handler };
}

/** Sends frames on a track as soon as it is open. */
function sender(kind, track, picture) {
  const { config, handler } = packer(kind, picture);
  track.setMediaHandler(handler);
  return (frame) => {
    config.timestamp += kind === 'audio' ? TICKS_PER_SOUND : TICKS_PER_PICTURE;
    if (track.isOpen()) {
      track.sendMessageBinary(frame);
      counts[kind]++;
    }
  };
}

function publish(peer, picture) {
  const sound = sender('audio', peer.addTrack(section('audio', 'SendOnly')));
  packets(SOUND, (packet) => sound(packet.subarray(RTP_HEADER_BYTES)));
  const show = sender('video', peer.addTrack(section('video', 'SendOnly', picture)), picture);
  bytes(ENCODED[picture], picture === 'h264' ? accessUnits(show) : temporalUnits(show));
}

/** The tracks, which end when nobody holds them. */
function watch(peer) {
  return ['audio', 'video'].map((kind) => {
    const track = peer.addTrack(section(kind, 'RecvOnly'));
    track.setMediaHandler(new rtc.RtcpReceivingSession());
    track.onMessage(screen(kind, counts));
    return track;
  });
}

const [action, url, picture] = process.argv.slice(2);
const peer = new rtc.PeerConnection('live', { iceServers: [], disableAutoNegotiation: true });
peer.onStateChange((state) => {
  if (state === 'failed') throw new Error('the connection failed');
});
const held = action === 'publish' ? publish(peer, picture) : watch(peer);
const gathered = new Promise((resolve) => {
  peer.onGatheringStateChange((state) => {
    if (state === 'complete') resolve();
  });
});
peer.setLocalDescription('offer');
await gathered;
const { answer, resource } = await offer(url, peer.localDescription().sdp);
peer.setRemoteDescription(answer, 'answer');
await report(counts);
const code = await end(resource);
held?.forEach((track) => track.close());
peer.close();
stopAll();
rtc.cleanup();
await after(0);
process.exit(code);
