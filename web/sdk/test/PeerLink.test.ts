import { describe, expect, it, vi } from 'vitest';
import type { LocalMedia } from '../src/call/LocalMedia.ts';
import { PeerLink } from '../src/call/PeerLink.ts';

/** As much of RTCPeerConnection as a link uses; every step is written to `log`. */
class FakeConnection extends EventTarget {
  readonly log: string[] = [];
  readonly transceivers: { kind: string; sender: { track: unknown; replaceTrack: unknown } }[] = [];
  signalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { sdp: string } | null = null;
  #offers = 0;

  addTransceiver(trackOrKind: { kind: string } | string, init: { direction: string }) {
    const kind = typeof trackOrKind === 'string' ? trackOrKind : trackOrKind.kind;
    const track = typeof trackOrKind === 'string' ? null : trackOrKind;
    const sender = { track, replaceTrack: vi.fn(() => Promise.resolve()) };
    this.transceivers.push({ kind, sender });
    this.log.push(`add ${kind} ${init.direction}`);
    return { sender, stop: () => this.log.push(`stop ${kind}`) };
  }

  createOffer(options: { iceRestart?: boolean }) {
    const sdp = `offer-${++this.#offers}${options.iceRestart ? '-restart' : ''}`;
    return Promise.resolve({ type: 'offer', sdp });
  }

  setLocalDescription(description: { type: string; sdp: string }) {
    this.signalingState = description.type === 'rollback' ? 'stable' : 'have-local-offer';
    this.localDescription = description;
    this.log.push(description.type === 'rollback' ? 'rollback' : `local ${description.sdp}`);
    return Promise.resolve();
  }

  setRemoteDescription(description: { sdp: string }) {
    this.signalingState = 'stable';
    this.log.push(`remote ${description.sdp}`);
    return Promise.resolve();
  }

  getConfiguration() {
    return { bundlePolicy: 'max-bundle' };
  }

  setConfiguration(configuration: RTCConfiguration) {
    const urls = configuration.iceServers?.map((server) => server.urls).join() ?? '';
    this.log.push(`configure ${configuration.bundlePolicy ?? ''} ${urls}`);
  }

  close() {
    this.log.push('close');
  }
}

function start(kind: 'AUDIO' | 'VIDEO', exchange: (offer: string) => Promise<string>) {
  const connection = new FakeConnection();
  const media = { kind, stream: {}, audioTrack: { kind: 'audio' }, videoTrack: null };
  const states: string[] = [];
  const link = new PeerLink(
    connection as unknown as RTCPeerConnection,
    media as unknown as LocalMedia,
    exchange,
    { onTrack: () => undefined, onState: (state) => states.push(state) },
  );
  return { connection, media, link, states };
}

const answer = (offer: string) => Promise.resolve(offer.replace('offer', 'answer'));

describe('PeerLink', () => {
  it('offers both directions from the start, also of a camera that is off', () => {
    expect(start('VIDEO', answer).connection.log).toEqual([
      'add audio sendrecv',
      'add video sendrecv',
    ]);
  });

  it('offers no video in an audio call', () => {
    expect(start('AUDIO', answer).connection.log).toEqual(['add audio sendrecv']);
  });

  it('makes one offer after the other', async () => {
    const { link, connection } = start('AUDIO', answer);
    await Promise.all([link.negotiate(), link.negotiate({ iceRestart: true })]);
    expect(connection.log.slice(1)).toEqual([
      'local offer-1',
      'remote answer-1',
      'local offer-2-restart',
      'remote answer-2-restart',
    ]);
  });

  it('restarts with fresh servers, whose credentials have not ended', async () => {
    const { link, connection } = start('AUDIO', answer);
    await link.restart(() => Promise.resolve([{ urls: 'turn:relay.example' }]));
    expect(connection.log.slice(1)).toEqual([
      'configure max-bundle turn:relay.example',
      'local offer-1-restart',
      'remote answer-1-restart',
    ]);
  });

  it('restarts with the servers it has where no others can be had', async () => {
    const { link, connection } = start('AUDIO', answer);
    await link.restart(() => Promise.reject(new Error('offline')));
    expect(connection.log.slice(1)).toEqual(['local offer-1-restart', 'remote answer-1-restart']);
  });

  it('takes a refused offer back, so that the next can be made', async () => {
    const exchange = vi.fn(answer).mockRejectedValueOnce(new Error('SDP_REFUSED'));
    const { link, connection } = start('AUDIO', exchange);
    await expect(link.negotiate()).rejects.toThrow('SDP_REFUSED');
    await link.negotiate();
    expect(connection.log.slice(1)).toEqual([
      'local offer-1',
      'rollback',
      'local offer-2',
      'remote answer-2',
    ]);
  });

  it('sends a camera that was switched on without a new offer', async () => {
    const { link, connection, media } = start('VIDEO', answer);
    const camera = { kind: 'video' };
    Object.assign(media, { videoTrack: camera });
    await link.syncTracks();
    const [audio, video] = connection.transceivers;
    expect(audio?.sender.replaceTrack).not.toHaveBeenCalled();
    expect(video?.sender.replaceTrack).toHaveBeenCalledWith(camera);
  });

  it('offers anew when the call goes on with a picture, and again without', async () => {
    const { link, connection, media } = start('AUDIO', answer);
    Object.assign(media, { kind: 'VIDEO', videoTrack: { kind: 'video' } });
    await link.syncTracks();
    await link.syncTracks();
    Object.assign(media, { kind: 'AUDIO', videoTrack: null });
    await link.syncTracks();
    expect(connection.log).toEqual([
      'add audio sendrecv',
      'add video sendrecv',
      'local offer-1',
      'remote answer-1',
      'stop video',
      'local offer-2',
      'remote answer-2',
    ]);
  });

  it('tells how the connection stands', () => {
    const { connection, states } = start('AUDIO', answer);
    connection.connectionState = 'failed';
    connection.dispatchEvent(new Event('connectionstatechange'));
    expect(states).toEqual(['failed']);
  });
});
