import { sendUpright } from '../upright.ts';
import type { LocalMedia } from './LocalMedia.ts';

export interface PeerLinkListener {
  /** A track of the other side arrived. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  /** ICE and DTLS together, as RTCPeerConnection says it. */
  readonly onState: (state: RTCPeerConnectionState) => void;
}

/** Sends an offer and gives the answer, both SDP. */
export type Exchange = (offer: string) => Promise<string>;

/**
 * One RTCPeerConnection to the server. This side always offers, the server always answers, so there is no
 * glare to resolve; offers go one after the other.
 */
export class PeerLink {
  readonly connection: RTCPeerConnection;
  readonly #media: LocalMedia;
  readonly #exchange: Exchange;
  readonly #audio: RTCRtpTransceiver;
  #video: RTCRtpTransceiver | null;
  #negotiation: Promise<void> = Promise.resolve();

  constructor(
    connection: RTCPeerConnection,
    media: LocalMedia,
    exchange: Exchange,
    listener: PeerLinkListener,
  ) {
    this.connection = connection;
    this.#media = media;
    this.#exchange = exchange;
    connection.addEventListener('track', (event) => listener.onTrack(event.track));
    connection.addEventListener('connectionstatechange', () =>
      listener.onState(connection.connectionState),
    );
    this.#audio = this.#add('audio', media.audioTrack);
    this.#video = media.kind === 'VIDEO' ? this.#add('video', media.videoTrack) : null;
  }

  /** Both directions from the start: the server fills in the other side when it comes, with no new offer. */
  #add(kind: 'audio' | 'video', track: MediaStreamTrack | null): RTCRtpTransceiver {
    const streams = [this.#media.stream];
    const how = { direction: 'sendrecv', streams } as const;
    const transceiver = this.connection.addTransceiver(track ?? kind, how);
    sendUpright(transceiver);
    return transceiver;
  }

  /** Offers, and applies the answer. With `iceRestart` under new ICE credentials (RFC 8445 section 2.4). */
  negotiate(options: { iceRestart?: boolean } = {}): Promise<void> {
    const next = this.#negotiation.then(() => this.#offer(options));
    this.#negotiation = next.catch(() => undefined);
    return next;
  }

  /**
   * Gathers addresses anew (RFC 8445 section 2.4), with servers asked for now: the TURN credentials of a long
   * call's beginning open no relay any more. Where no servers can be had, with those it has.
   */
  async restart(servers: () => Promise<RTCIceServer[]>): Promise<void> {
    const iceServers = await servers().catch(() => null);
    if (iceServers) {
      this.connection.setConfiguration({ ...this.connection.getConfiguration(), iceServers });
    }
    await this.negotiate({ iceRestart: true });
  }

  /** Sends the tracks that the local media has now; needs a new offer only where pictures come or go as such. */
  async syncTracks(): Promise<void> {
    const pictures = this.#media.kind === 'VIDEO';
    const changed = pictures !== (this.#video !== null);
    if (changed) {
      this.#video?.stop();
      this.#video = pictures ? this.#add('video', this.#media.videoTrack) : null;
    }
    await replace(this.#audio.sender, this.#media.audioTrack);
    await replace(this.#video?.sender, this.#media.videoTrack);
    if (changed) {
      await this.negotiate();
    }
  }

  close(): void {
    this.connection.close();
  }

  async #offer(options: { iceRestart?: boolean }): Promise<void> {
    const offer = await this.connection.createOffer(options);
    await this.connection.setLocalDescription(offer);
    try {
      const sdp = await this.#exchange(this.connection.localDescription?.sdp ?? '');
      await this.connection.setRemoteDescription({ type: 'answer', sdp });
    } catch (error) {
      if (this.connection.signalingState === 'have-local-offer') {
        await this.connection.setLocalDescription({ type: 'rollback' });
      }
      throw error;
    }
  }
}

async function replace(
  sender: RTCRtpSender | undefined,
  track: MediaStreamTrack | null,
): Promise<void> {
  if (sender && sender.track !== track) {
    await sender.replaceTrack(track);
  }
}
