import { Emitter } from '../events.ts';
import type { Socket } from '../socket/Socket.ts';
import type { LocalMedia } from './LocalMedia.ts';
import { PeerLink } from './PeerLink.ts';
import { type Quality, rateQuality, readReceiveStats, type ReceiveStats } from './quality.ts';
import { SmoothPlayout } from '../PlayoutDelay.ts';
import { Recovery } from '../Recovery.ts';

/** NEW before {@link Call.start}; RECONNECTING whenever media stopped flowing by this side's network. */
export type LinkState = 'NEW' | 'CONNECTING' | 'CONNECTED' | 'RECONNECTING' | 'CLOSED';

export interface CallEvents {
  link: LinkState;
  quality: Quality;
  /** The other side's stream has gained or lost a track. */
  remote: MediaStream;
}

export interface CallOptions {
  readonly callId: string;
  readonly socket: Socket;
  readonly media: LocalMedia;
  /** Fetched anew before each gathering of addresses, because TURN credentials expire. */
  readonly iceServers: () => Promise<RTCIceServer[]>;
  readonly createConnection?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

const QUALITY_EVERY_MS = 2_000;
/** Held for longer, two people begin to talk at once; pictures that freeze every second are worse than less than that. */
const LONGEST_DELAY_MS = 400;

/**
 * The media of one call: sends the local media, receives the other side's, and keeps the link alive over
 * changes of network and server. Money and states of the call are the server's; see its events on
 * the socket.
 */
export class Call extends Emitter<CallEvents> {
  readonly callId: string;
  readonly media: LocalMedia;
  /** Always the same stream; its tracks come with the connection. */
  readonly remoteStream = new MediaStream();
  readonly #options: CallOptions;
  readonly #recovery: Recovery;
  readonly #offs: (() => void)[] = [];
  #link: PeerLink | null = null;
  #playout: SmoothPlayout | null = null;
  #state: LinkState = 'NEW';
  #stats: ReceiveStats | null = null;
  #qualityTimer: ReturnType<typeof setInterval> | undefined;

  constructor(options: CallOptions) {
    super();
    this.#options = options;
    this.callId = options.callId;
    this.media = options.media;
    this.#recovery = new Recovery({
      restartIce: () => this.#link?.restart(this.#options.iceServers) ?? Promise.resolve(),
      rebuild: () => this.#connect(),
    });
  }

  get state(): LinkState {
    return this.#state;
  }

  /** The connection in use, for diagnosis; a rebuilt link has another one. */
  get connection(): RTCPeerConnection | null {
    return this.#link?.connection ?? null;
  }

  /** Connects. The media should be open: what is not is sent as soon as it is. */
  async start(): Promise<void> {
    this.#setState('CONNECTING');
    this.#offs.push(
      this.media.on('changed', () => void this.#mediaChanged()),
      // A new socket may mean a new network or a new server; a link that still works is left alone.
      this.#options.socket.on('ready', () => {
        this.#recovery.hurry();
        void this.#announceMedia();
      }),
    );
    if (typeof window !== 'undefined') {
      const onOnline = () => this.#recovery.hurry();
      window.addEventListener('online', onOnline);
      this.#offs.push(() => window.removeEventListener('online', onOnline));
    }
    this.#qualityTimer = setInterval(() => void this.#measure(), QUALITY_EVERY_MS);
    try {
      await this.#connect();
    } catch {
      this.#recovery.down(true);
    }
  }

  /** Ends the media, not the call: that is `call.end` on the socket. The local media stays open. */
  close(): void {
    this.#offs.splice(0).forEach((off) => off());
    this.#recovery.stop();
    clearInterval(this.#qualityTimer);
    this.#playout?.close();
    this.#link?.close();
    this.#link = null;
    this.#setState('CLOSED');
  }

  async #connect(): Promise<void> {
    const iceServers = await this.#options.iceServers();
    if (this.#state === 'CLOSED') {
      return;
    }
    this.#link?.close();
    this.#clearRemote();
    this.#stats = null;
    const create =
      this.#options.createConnection ?? ((configuration) => new RTCPeerConnection(configuration));
    const connection = create({ iceServers, bundlePolicy: 'max-bundle' });
    const link = new PeerLink(connection, this.media, (sdp) => this.#exchange(sdp), {
      onTrack: (track) => this.#addRemote(track),
      onState: (state) => this.#link === link && this.#onState(state),
    });
    this.#link = link;
    this.#playout?.close();
    this.#playout = new SmoothPlayout(connection, LONGEST_DELAY_MS);
    await link.negotiate();
    await this.#announceMedia();
  }

  async #exchange(sdp: string): Promise<string> {
    const answer = await this.#options.socket.request('media.offer', { callId: this.callId, sdp });
    return answer.sdp;
  }

  #onState(state: RTCPeerConnectionState): void {
    switch (state) {
      case 'connected':
        this.#recovery.up();
        this.#setState('CONNECTED');
        break;
      case 'disconnected':
      case 'failed':
        this.#setState('RECONNECTING');
        this.#recovery.down(state === 'failed');
        break;
      case 'new':
      case 'connecting':
      case 'closed':
        break;
    }
  }

  async #mediaChanged(): Promise<void> {
    try {
      await this.#link?.syncTracks();
    } catch {
      // A new connection begins with what there is.
      this.#recovery.down(true);
    }
    await this.#announceMedia();
  }

  /** Tells the other side what is muted, so that it can show that. */
  async #announceMedia(): Promise<void> {
    const state = {
      callId: this.callId,
      audio: this.media.microphoneOn,
      video: this.media.cameraOn,
    };
    await this.#options.socket.request('media.state', state).catch(() => undefined);
  }

  #addRemote(track: MediaStreamTrack): void {
    // A picture that comes again comes as another track.
    const former = this.remoteStream.getTracks().filter((each) => each.kind === track.kind);
    former.forEach((each) => this.remoteStream.removeTrack(each));
    this.remoteStream.addTrack(track);
    this.emit('remote', this.remoteStream);
  }

  #clearRemote(): void {
    this.remoteStream.getTracks().forEach((track) => this.remoteStream.removeTrack(track));
    this.emit('remote', this.remoteStream);
  }

  async #measure(): Promise<void> {
    const report = await this.#link?.connection.getStats();
    const stats = report ? readReceiveStats(report) : null;
    if (stats && this.#stats) {
      this.emit('quality', this.#state === 'CONNECTED' ? rateQuality(this.#stats, stats) : 1);
    }
    this.#stats = stats;
  }

  #setState(state: LinkState): void {
    if (state !== this.#state && this.#state !== 'CLOSED') {
      this.#state = state;
      this.emit('link', state);
    }
  }
}
