// Libraries that web pages publish and play with, by their names: what a page of somebody else's does with each.
import { WebRTCPlayer } from '@eyevinn/webrtc-player';
import { WHIPClient as EyevinnPublisher } from '@eyevinn/whip-web-client';
import { WHEPClient } from 'whip-whep/whep.js';
import { WHIPClient } from 'whip-whep/whip.js';

const SIZES = [{ rid: 'l', scaleResolutionDownBy: 2 }, { rid: 'h' }];

function camera() {
  return navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 360 } });
}

function screen() {
  const video = document.createElement('video');
  video.autoplay = true;
  document.body.append(video);
  return video;
}

const eyevinn = {
  async publish(url) {
    const client = new EyevinnPublisher({ endpoint: url, opts: {} });
    await client.ingest(await camera());
    return { end: () => client.destroy() };
  },
  async watch(url) {
    const player = new WebRTCPlayer({ video: screen(), type: 'whep' });
    await player.load(new URL(url));
    player.unmute();
    return { end: () => player.unload() };
  },
};

const whipWhep = {
  async publish(url) {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    const stream = await camera();
    for (const track of stream.getTracks()) {
      const sizes = track.kind === 'video' ? { sendEncodings: SIZES } : {};
      connection.addTransceiver(track, { direction: 'sendonly', streams: [stream], ...sizes });
    }
    const client = new WHIPClient();
    await client.publish(connection, url);
    return { restart: () => client.restart(), end: () => client.stop() };
  },
  async watch(url) {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    const video = screen();
    video.srcObject = new MediaStream(
      ['audio', 'video'].map((kind) => connection.addTransceiver(kind).receiver.track),
    );
    const client = new WHEPClient();
    await client.view(connection, url);
    return { restart: () => client.restart(), end: () => client.stop() };
  },
};

const libraries = { Eyevinn: eyevinn, 'whip-whep': whipWhep };

globalThis.begin = async (library, deed, url) => {
  globalThis.session = await libraries[library][deed](url);
};
