/** A request the server refused, or that got no answer: then `code` is CONNECTION_LOST or TIMEOUT. */
export class SocketError extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.name = 'SocketError';
    this.code = code;
  }
}
