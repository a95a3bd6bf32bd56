import { LiveLink } from './live/LiveLink.ts';
import { RestClient } from './rest/RestClient.ts';
import { Session } from './rest/Session.ts';
import { Socket } from './socket/Socket.ts';

/** Everything a program needs to speak to one server: the session, the REST API and the signalling socket. */
export class StagedoorClient {
  readonly session: Session;
  readonly rest: RestClient;
  readonly socket: Socket;
  readonly #baseUrl: string;

  /** @param baseUrl origin of the server, such as `https://example.org`; the page's own if absent */
  constructor(baseUrl: string = location.origin) {
    this.#baseUrl = baseUrl;
    this.session = new Session({ baseUrl });
    this.rest = new RestClient(this.session, { baseUrl });
    this.socket = new Socket({ url: `${baseUrl.replace(/^http/, 'ws')}/ws`, tokens: this.session });
  }

  /** STUN and TURN servers, whose credentials are good for a while. */
  async iceServers(): Promise<RTCIceServer[]> {
    const { iceServers } = await this.rest.get('/api/v1/ice-servers');
    return iceServers.map((server) => ({ ...server, urls: [...server.urls] }));
  }

  /** A session in the room of a show, to be started: publishes the stream, or plays where there is none. */
  live(room: string, publish?: MediaStream): LiveLink {
    return new LiveLink({
      baseUrl: this.#baseUrl,
      room,
      ...(publish && { publish }),
      accessToken: () => this.session.accessToken(),
      iceServers: () => this.iceServers(),
    });
  }
}
