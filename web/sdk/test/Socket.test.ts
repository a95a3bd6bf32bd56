import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Socket } from '../src/socket/Socket.ts';
import { FakeWebSocket } from './FakeWebSocket.ts';

const WELCOME = { sessionId: 's1', userId: 'u1', resumed: false };

function start() {
  const sockets: FakeWebSocket[] = [];
  const tokens = {
    accessToken: vi.fn(() => Promise.resolve<string | null>('token-1')),
    refresh: vi.fn(() => Promise.resolve()),
  };
  const socket = new Socket({
    url: 'ws://test/ws',
    tokens,
    random: () => 0.5,
    connect: () => {
      const fake = new FakeWebSocket();
      sockets.push(fake);
      return fake as unknown as WebSocket;
    },
  });
  socket.open();
  const latest = () => sockets.at(-1)!;
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const becomeReady = async (welcome: object = WELCOME) => {
    latest().accept();
    await settle();
    latest().reply('hello', welcome);
    await settle();
  };
  return { socket, sockets, tokens, latest, settle, becomeReady };
}

describe('Socket', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says hello with the token before anything else', async () => {
    const { socket, latest, becomeReady } = start();
    const watching = socket.request('presence.watch', {});
    await becomeReady();
    expect(latest().sent.map((message) => message.type)).toEqual(['hello', 'presence.watch']);
    expect(latest().sent[0]).toMatchObject({ token: 'token-1' });
    latest().reply('presence.watch', { performers: [] });
    await expect(watching).resolves.toEqual({ performers: [] });
  });

  it('gives each reply to the request it answers', async () => {
    const { socket, latest, becomeReady } = start();
    await becomeReady();
    const accepting = socket.request('call.accept', { callId: 'a' });
    const ending = socket.request('call.end', { callId: 'b' });
    latest().reply('call.end', { call: 'B' });
    latest().refuse('call.accept', 'CALL_NOT_FOUND');
    await expect(accepting).rejects.toMatchObject({ code: 'CALL_NOT_FOUND' });
    await expect(ending).resolves.toEqual({ call: 'B' });
  });

  it('resumes after a drop with the last event it saw', async () => {
    const { sockets, latest, becomeReady } = start();
    await becomeReady();
    latest().receive({ type: 'wallet.changed', seq: 7, wallet: {} });
    latest().drop();
    await vi.advanceTimersByTimeAsync(400);
    expect(sockets).toHaveLength(2);
    latest().accept();
    await vi.advanceTimersByTimeAsync(0);
    expect(latest().last('hello')).toMatchObject({ resume: { sessionId: 's1', lastSeq: 7 } });
  });

  it('does not tell a replayed event twice', async () => {
    const { socket, latest, becomeReady } = start();
    const seen: string[] = [];
    socket.on('chat.message', (message) => seen.push(message.text));
    await becomeReady();
    const message = (seq: number, text: string) => ({ type: 'chat.message', seq, text });
    latest().receive(message(1, 'one'));
    latest().drop();
    await vi.advanceTimersByTimeAsync(400);
    await becomeReady({ ...WELCOME, resumed: true });
    latest().receive(message(1, 'one'));
    latest().receive(message(2, 'two'));
    expect(seen).toEqual(['one', 'two']);
  });

  it('counts from the beginning in a new session', async () => {
    const { socket, latest, becomeReady } = start();
    const seen: number[] = [];
    socket.on('token.expiring', (event) => seen.push(event.inSeconds));
    await becomeReady();
    latest().receive({ type: 'wallet.changed', seq: 90, wallet: {} });
    latest().drop();
    await vi.advanceTimersByTimeAsync(400);
    await becomeReady({ ...WELCOME, sessionId: 's2' });
    latest().receive({ type: 'token.expiring', seq: 1, inSeconds: 60 });
    expect(seen).toEqual([60]);
  });

  it.each([
    [1, 300],
    [2, 600],
    [3, 1200],
    [6, 3000],
    [9, 3000],
  ])('waits before attempt %i about %i ms', async (attempt, pauseMs) => {
    const { sockets, latest } = start();
    for (let i = 1; i < attempt; i++) {
      latest().drop();
      await vi.runOnlyPendingTimersAsync();
    }
    latest().drop();
    await vi.advanceTimersByTimeAsync(pauseMs - 1);
    expect(sockets).toHaveLength(attempt);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(attempt + 1);
  });

  it('fails what was under way when the connection is lost', async () => {
    const { socket, latest, becomeReady } = start();
    await becomeReady();
    const ending = socket.request('call.end', { callId: 'b' });
    latest().drop();
    await expect(ending).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  });

  it('fails a request that is never answered', async () => {
    const { socket, becomeReady } = start();
    await becomeReady();
    const ending = expect(socket.request('call.end', { callId: 'b' })).rejects.toMatchObject({
      code: 'TIMEOUT',
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await ending;
  });

  it('refreshes the token when hello is refused for it', async () => {
    const { tokens, sockets, latest, settle } = start();
    latest().accept();
    await settle();
    latest().refuse('hello', 'TOKEN_EXPIRED');
    await vi.advanceTimersByTimeAsync(300);
    expect(tokens.refresh).toHaveBeenCalledOnce();
    expect(sockets).toHaveLength(2);
  });

  it('renews the token when the server says it expires', async () => {
    const { tokens, latest, settle, becomeReady } = start();
    await becomeReady();
    tokens.accessToken.mockResolvedValue('token-2');
    latest().receive({ type: 'token.expiring', seq: 1, inSeconds: 60 });
    await settle();
    expect(latest().last('token.renew')).toMatchObject({ token: 'token-2' });
  });

  it('switches off when nobody is signed in', async () => {
    const { socket, tokens, latest, settle } = start();
    tokens.accessToken.mockResolvedValue(null);
    latest().accept();
    await settle();
    expect(socket.state).toBe('OFF');
    await expect(socket.request('presence.watch', {})).rejects.toMatchObject({
      code: 'CONNECTION_LOST',
    });
  });

  it('ignores the late close of a connection it gave up', async () => {
    const { socket, sockets, becomeReady } = start();
    await becomeReady();
    socket.reconnect();
    await becomeReady();
    sockets[0]!.drop();
    expect(socket.state).toBe('READY');
  });
});
