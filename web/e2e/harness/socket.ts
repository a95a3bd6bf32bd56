import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

import { WebSocket } from 'ws';

import type { Person } from './people.ts';

export interface ServerEvent {
  type: string;
  [field: string]: unknown;
}

interface Reply {
  type: 'reply';
  replyTo: string | null;
  ok: boolean;
  result?: Record<string, unknown>;
  error?: { code: string; detail: string };
}

/** A WebSocket session of protocol `stagedoor.v1` without a browser, for what a browser would never send. */
export class Socket {
  readonly events: ServerEvent[] = [];
  readonly strayErrors: Reply[] = [];
  closeCode: number | undefined;
  private readonly waiting = new Map<string, (reply: Reply) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.take((data as Buffer).toString()));
    socket.on('close', (code) => (this.closeCode = code));
    // A refused frame may surface as an error before the close; the close code is what tests look at.
    socket.on('error', () => undefined);
  }

  static async connect(person: Person): Promise<Socket> {
    const socket = await Socket.connectAnonymously(person.server.url);
    const reply = await socket.request('hello', { token: person.token });
    if (!reply.ok) throw new Error(`hello was refused: ${JSON.stringify(reply.error)}`);
    return socket;
  }

  static async connectAnonymously(url: string): Promise<Socket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, ['stagedoor.v1']);
    await once(socket, 'open');
    return new Socket(socket);
  }

  request(type: string, fields: Record<string, unknown> = {}): Promise<Reply> {
    const id = randomUUID();
    const reply = new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
    this.raw(JSON.stringify({ id, type, ...fields }));
    return reply;
  }

  raw(text: string): void {
    this.socket.send(text);
  }

  close(): void {
    this.socket.close();
  }

  private take(text: string): void {
    const message = JSON.parse(text) as Reply | ServerEvent;
    if (message.type !== 'reply') {
      this.events.push(message as ServerEvent);
      return;
    }
    const reply = message as Reply;
    const waiting = reply.replyTo === null ? undefined : this.waiting.get(reply.replyTo);
    if (waiting === undefined) this.strayErrors.push(reply);
    else waiting(reply);
  }
}
