import { RestClient } from './rest/RestClient.ts';
import { Session } from './rest/Session.ts';
import { Socket } from './socket/Socket.ts';

/** Everything a program needs to speak to one server: the session, the REST API and the signalling socket. */
export class StagedoorClient {
  readonly session: Session;
  readonly rest: RestClient;
  readonly socket: Socket;

  /** @param baseUrl origin of the server, such as `https://example.org`; the page's own if absent */
  constructor(baseUrl: string = location.origin) {
    this.session = new Session({ baseUrl });
    this.rest = new RestClient(this.session, { baseUrl });
    this.socket = new Socket({ url: `${baseUrl.replace(/^http/, 'ws')}/ws`, tokens: this.session });
  }
}
