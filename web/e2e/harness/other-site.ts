import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** A site that is not ours: an empty page from an origin of its own, without our headers. */
export class OtherSite {
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  /** @param address of this machine, where the site is to be reached */
  static async start(address = '127.0.0.1'): Promise<OtherSite> {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end('<!doctype html><title>Elsewhere</title>');
    }).listen(0, address);
    await once(server, 'listening');
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('no TCP port');
    return new OtherSite(server, `http://${address}:${bound.port}`);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
