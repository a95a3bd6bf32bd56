import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A site that is not ours: an empty page from an origin of its own, without our headers. */
export class OtherSite {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async start(): Promise<OtherSite> {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Elsewhere</title>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP port');
    return new OtherSite(server, `http://127.0.0.1:${address.port}`);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
