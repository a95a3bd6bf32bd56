import { Emitter } from '../events.ts';
import { SmoothPlayout } from '../PlayoutDelay.ts';
import { Recovery } from '../Recovery.ts';
import { ProblemError, UnreachableError } from '../rest/ProblemError.ts';
import { sendUpright } from '../upright.ts';
import { encodingsFor } from './encodings.ts';
import { fragmentOf, restarted } from './iceFragment.ts';
import { announceLayers, takeLayers } from './layers.ts';
import { LiveResource } from './LiveResource.ts';
import { PictureSize } from './PictureSize.ts';

/** RECONNECTING while the link mends itself; FAILED when it cannot, see {@link LiveLink.problem}: another one may. */
export type LiveState = 'NEW' | 'CONNECTING' | 'CONNECTED' | 'RECONNECTING' | 'FAILED' | 'CLOSED';

export interface LiveEvents {
  state: LiveState;
}

export interface LiveOptions {
  /** Origin of the server, without a slash at the end. */
  readonly baseUrl: string;
  /** Name of the room: of a show, its id. */
  readonly room: string;
  /** What is published; without it the room is played. */
  readonly publish?: MediaStream;
  readonly accessToken: () => Promise<string | null>;
  /** Fetched anew before each gathering of addresses, because TURN credentials expire. */
  readonly iceServers: () => Promise<RTCIceServer[]>;
  readonly createConnection?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

/** Connections in a row that lead nowhere: where none ever did, a network lets nothing through. */
const ATTEMPTS_AT_FIRST = 5;
/** A tunnel or a restart of the server passes within minutes. */
const ATTEMPTS_LATER = 50;

/** Who watches does not answer: a second later than the stage is early enough. */
const LONGEST_DELAY_MS = 1_000;

/** Of what the server refuses, only this passes by itself: too much at once, and a publisher that it has yet to miss. */
const PASSING = new Set(['PUBLISHER_PRESENT', 'RATE_LIMITED', 'NOT_PUBLISHED']);

/**
 * One place in a room over plain HTTP: publishes by WHIP (RFC 9725), the picture in several sizes, or plays by WHEP. A changed
 * network and a restarted server are survived: ICE restarts, and where that does not help, another session takes the place.
 */
export class LiveLink extends Emitter<LiveEvents> {
  /** What is played; always the same stream, its tracks come with each connection. */
  readonly stream = new MediaStream();
  readonly #options: LiveOptions;
  readonly #recovery: Recovery;
  readonly #hurry = () => this.#recovery.hurry();
  #connection: RTCPeerConnection | null = null;
  #playout: SmoothPlayout | null = null;
  #resource: LiveResource | null = null;
  #state: LiveState = 'NEW';
  #problem: Error | null = null;
  #attemptsLeft = ATTEMPTS_AT_FIRST;
  #maxHeight: number | null = null;

  constructor(options: LiveOptions) {
    super();
    this.#options = options;
    this.#recovery = new Recovery({
      restartIce: () => this.#mend(() => this.#restartIce()),
      rebuild: () => this.#mend(() => this.#rebuild()),
    });
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Why it FAILED: a ProblemError, or an UnreachableError where the network lets nothing through. */
  get problem(): Error | null {
    return this.#problem;
  }

  /** Connects. @throws ProblemError TICKET_REQUIRED, SHOW_OVER, PUBLISHER_PRESENT, …; UnreachableError */
  async start(): Promise<void> {
    this.#set('CONNECTING');
    window.addEventListener('online', this.#hurry);
    await this.#connect();
  }

  /**
   * Asks for no larger pictures than the element shows, as long as it does: for the data of a small screen, and for that of a
   * page in the background.
   *
   * @returns ends that; the last size stays
   */
  fit(video: HTMLVideoElement): () => void {
    const size = new PictureSize(video, (maxHeight) => {
      this.#maxHeight = maxHeight;
      this.#select();
    });
    return () => size.close();
  }

  /** Ends the session. What was published stays open. */
  close(): void {
    this.#release();
    this.#set('CLOSED');
  }

  async #connect(): Promise<void> {
    const create =
      this.#options.createConnection ?? ((configuration) => new RTCPeerConnection(configuration));
    const iceServers = await this.#options.iceServers();
    if (this.#isOver()) {
      return;
    }
    const connection = create({ iceServers, bundlePolicy: 'max-bundle' });
    this.#connection?.close();
    this.#playout?.close();
    this.#connection = connection;
    this.#playout = this.#options.publish ? null : new SmoothPlayout(connection, LONGEST_DELAY_MS);
    connection.addEventListener(
      'connectionstatechange',
      () => this.#connection === connection && this.#onState(connection.connectionState),
    );
    this.#addTracks(connection);
    await connection.setLocalDescription();
    const { baseUrl, room, publish } = this.#options;
    const { resource, answer } = await LiveResource.begin(
      `${baseUrl}/${publish ? 'whip' : 'whep'}/${room}`,
      connection.localDescription?.sdp ?? '',
      await this.#options.accessToken(),
    );
    if (this.#connection !== connection) {
      await resource.end();
      return;
    }
    this.#resource = resource;
    this.#select();
    await connection.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  #addTracks(connection: RTCPeerConnection): void {
    const { publish } = this.#options;
    if (publish) {
      for (const track of publish.getTracks()) {
        const sendEncodings = track.kind === 'video' ? encodingsFor(track.getSettings()) : [];
        const transceiver = connection.addTransceiver(track, {
          direction: 'sendonly',
          streams: [publish],
          ...(sendEncodings.length > 0 && { sendEncodings }),
        });
        sendUpright(transceiver);
        announceLayers(transceiver);
      }
      return;
    }
    this.stream.getTracks().forEach((track) => this.stream.removeTrack(track));
    for (const kind of ['audio', 'video']) {
      const transceiver = connection.addTransceiver(kind, { direction: 'recvonly' });
      takeLayers(transceiver);
      this.stream.addTrack(transceiver.receiver.track);
    }
  }

  /** One attempt to come back; what cannot be mended ends the link. */
  async #mend(step: () => Promise<void>): Promise<void> {
    if (this.#attemptsLeft-- <= 0) {
      this.#fail(new UnreachableError('no connection comes about'));
      return;
    }
    try {
      await step();
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500 && !PASSING.has(error.code)) {
        this.#fail(error);
      }
    }
  }

  /** New ICE credentials on the same connection, over which media flows until the new path works. */
  async #restartIce(): Promise<void> {
    const connection = this.#connection;
    const answer = connection?.remoteDescription?.sdp;
    if (!connection || !this.#resource || answer === undefined) {
      await this.#rebuild();
      return;
    }
    const iceServers = await this.#options.iceServers().catch(() => null);
    if (iceServers) {
      connection.setConfiguration({ ...connection.getConfiguration(), iceServers });
    }
    await connection.setLocalDescription(await connection.createOffer({ iceRestart: true }));
    try {
      const offer = connection.localDescription?.sdp ?? '';
      const fragment = await this.#resource.restart(fragmentOf(offer));
      await connection.setRemoteDescription({ type: 'answer', sdp: restarted(answer, fragment) });
    } catch (error) {
      if (!(error instanceof ProblemError && error.status === 404)) {
        throw error;
      }
      // The server has forgotten the session.
      this.#resource = null;
      await this.#rebuild();
    }
  }

  /** Another session in place of the one there was, which holds a publisher's place until it has ended. */
  async #rebuild(): Promise<void> {
    const before = this.#resource;
    if (before) {
      await before.end().catch((error: unknown) => {
        if (!(error instanceof ProblemError && error.status === 404)) {
          throw error;
        }
      });
      this.#resource = null;
    }
    await this.#connect();
  }

  #onState(state: RTCPeerConnectionState): void {
    switch (state) {
      case 'connected':
        this.#recovery.up();
        this.#attemptsLeft = ATTEMPTS_LATER;
        this.#set('CONNECTED');
        break;
      case 'disconnected':
      case 'failed':
        this.#set('RECONNECTING');
        this.#recovery.down(state === 'failed');
        break;
      case 'new':
      case 'connecting':
      case 'closed':
        break;
    }
  }

  #select(): void {
    if (this.#maxHeight !== null) {
      // A wish: without it the picture is larger than it need be.
      this.#resource?.select(this.#maxHeight).catch(() => undefined);
    }
  }

  #fail(problem: Error): void {
    this.#problem = problem;
    this.#release();
    this.#set('FAILED');
  }

  #release(): void {
    this.#recovery.stop();
    window.removeEventListener('online', this.#hurry);
    this.#playout?.close();
    this.#connection?.close();
    this.#connection = null;
    this.#resource?.end().catch(() => undefined);
    this.#resource = null;
  }

  #isOver(): boolean {
    return this.#state === 'CLOSED' || this.#state === 'FAILED';
  }

  #set(state: LiveState): void {
    if (state !== this.#state && !this.#isOver()) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}
