import type { Incoming } from '../src/socket/messages.ts';

interface Sent {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

/** The far end of a WebSocket, played by the test. */
export class FakeWebSocket extends EventTarget {
  readonly sent: Sent[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Sent);
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.dispatchEvent(new Event('open'));
  }

  drop(): void {
    this.dispatchEvent(new Event('close'));
  }

  receive(message: Incoming | { type: string; seq: number; [field: string]: unknown }): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  /** The last message of a type, which must have been sent. */
  last(type: string): Sent {
    const found = this.sent.findLast((message) => message.type === type);
    if (!found) {
      throw new Error(`expected a ${type}, found ${this.sent.map((m) => m.type).join(' ')}`);
    }
    return found;
  }

  reply(to: string, result: object): void {
    this.receive({ type: 'reply', replyTo: this.last(to).id, ok: true, result });
  }

  refuse(to: string, code: string): void {
    const error = { code, detail: code };
    this.receive({ type: 'reply', replyTo: this.last(to).id, ok: false, error });
  }
}
