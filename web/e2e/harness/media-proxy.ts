import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

/** One client as the proxy sees it: its own socket towards the server, so that the server tells clients apart. */
interface Client {
  address: string;
  port: number;
  upstream: Socket;
  cut: boolean;
}

/**
 * A UDP relay between browsers and the media port. Cutting a client drops its packets in both directions, as a dead
 * network does: nobody is told.
 */
export class MediaProxy {
  private readonly clients = new Map<string, Client>();

  private constructor(
    private readonly socket: Socket,
    private readonly serverPort: number,
    private readonly address: string,
  ) {
    socket.on('message', (packet, from) => {
      const client = this.client(`${from.address}:${from.port}`, from.address, from.port);
      if (!client.cut) client.upstream.send(packet, this.serverPort, this.address);
    });
  }

  /** @param address of this machine, where browsers send to and the server is reached */
  static async listen(serverPort: number, address = '127.0.0.1'): Promise<MediaProxy> {
    const socket = createSocket('udp4').bind(0, address);
    await once(socket, 'listening');
    return new MediaProxy(socket, serverPort, address);
  }

  /** A UDP port that nobody uses at the moment. */
  static async freePort(): Promise<number> {
    const probe = createSocket('udp4').bind(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address();
    probe.close();
    return port;
  }

  get port(): number {
    return this.socket.address().port;
  }

  /** Clients in the order in which they were first heard. */
  get addresses(): string[] {
    return [...this.clients.keys()];
  }

  cut(addresses: string[]): void {
    for (const address of addresses) {
      const client = this.clients.get(address);
      if (client === undefined) throw new Error(`no client ${address}`);
      client.cut = true;
    }
  }

  /** Gives clients another port towards the server, as a router that has forgotten them does: nobody is told. */
  rebind(addresses: string[]): void {
    for (const address of addresses) {
      const client = this.clients.get(address);
      if (client === undefined) throw new Error(`no client ${address}`);
      client.upstream.close();
      client.upstream = createSocket('udp4');
      this.listenTo(client);
    }
  }

  heal(): void {
    for (const client of this.clients.values()) client.cut = false;
  }

  close(): void {
    this.socket.close();
    for (const client of this.clients.values()) client.upstream.close();
  }

  private client(key: string, address: string, port: number): Client {
    const known = this.clients.get(key);
    if (known !== undefined) return known;
    const client: Client = { address, port, upstream: createSocket('udp4'), cut: false };
    this.listenTo(client);
    this.clients.set(key, client);
    return client;
  }

  private listenTo(client: Client): void {
    client.upstream.on('message', (packet) => {
      if (!client.cut) this.socket.send(packet, client.port, client.address);
    });
  }
}
