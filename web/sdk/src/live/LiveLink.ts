import { Emitter } from '../events.ts';
import { problemOf, UnreachableError } from '../rest/ProblemError.ts';

/** FAILED when the connection is lost for good: closing it and opening another one is what helps. */
export type LiveState = 'NEW' | 'CONNECTING' | 'CONNECTED' | 'FAILED' | 'CLOSED';

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
  readonly iceServers: () => Promise<RTCIceServer[]>;
  readonly createConnection?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

/** One session in a room over plain HTTP: publishes by WHIP (RFC 9725) or plays by WHEP. */
export class LiveLink extends Emitter<LiveEvents> {
  /** What is played; always the same stream, its tracks come with {@link start}. */
  readonly stream = new MediaStream();
  readonly #options: LiveOptions;
  #connection: RTCPeerConnection | null = null;
  #resource: string | null = null;
  #state: LiveState = 'NEW';

  constructor(options: LiveOptions) {
    super();
    this.#options = options;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Connects. @throws ProblemError TICKET_REQUIRED, SHOW_OVER, PUBLISHER_PRESENT, …; UnreachableError */
  async start(): Promise<void> {
    this.#set('CONNECTING');
    const create =
      this.#options.createConnection ?? ((configuration) => new RTCPeerConnection(configuration));
    const connection = create({ iceServers: await this.#options.iceServers() });
    this.#connection = connection;
    if (this.#isClosed()) {
      connection.close();
      return;
    }
    connection.addEventListener('connectionstatechange', () => this.#onState(connection));
    this.#addTracks(connection);
    await connection.setLocalDescription();
    const sdp = await this.#offer(connection.localDescription?.sdp ?? '');
    if (this.#isClosed()) {
      this.#end();
      return;
    }
    await connection.setRemoteDescription({ type: 'answer', sdp });
  }

  /** Ends the session. What was published stays open. */
  close(): void {
    this.#connection?.close();
    this.#end();
    this.#set('CLOSED');
  }

  #addTracks(connection: RTCPeerConnection): void {
    const { publish } = this.#options;
    if (publish) {
      for (const track of publish.getTracks()) {
        connection.addTransceiver(track, { direction: 'sendonly', streams: [publish] });
      }
      return;
    }
    for (const kind of ['audio', 'video']) {
      const { receiver } = connection.addTransceiver(kind, { direction: 'recvonly' });
      this.stream.addTrack(receiver.track);
    }
  }

  async #offer(sdp: string): Promise<string> {
    const { baseUrl, room, publish } = this.#options;
    const address = `${baseUrl}/${publish ? 'whip' : 'whep'}/${room}`;
    const token = await this.#options.accessToken();
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/sdp',
        ...(token !== null && { Authorization: `Bearer ${token}` }),
      },
      body: sdp,
    }).catch((cause: unknown) => {
      throw new UnreachableError(cause);
    });
    if (!response.ok) {
      throw await problemOf(response);
    }
    this.#resource = new URL(response.headers.get('Location') ?? '', address).href;
    return response.text();
  }

  #end(): void {
    if (this.#resource !== null) {
      // The page may be on its way out; the address is the permission.
      void fetch(this.#resource, { method: 'DELETE', keepalive: true }).catch(() => undefined);
      this.#resource = null;
    }
  }

  #onState(connection: RTCPeerConnection): void {
    if (connection.connectionState === 'connected') {
      this.#set('CONNECTED');
    } else if (connection.connectionState === 'failed') {
      this.#set('FAILED');
    }
  }

  #isClosed(): boolean {
    return this.#state === 'CLOSED';
  }

  #set(state: LiveState): void {
    if (state !== this.#state && !this.#isClosed()) {
      this.#state = state;
      this.emit('state', state);
    }
  }
}
