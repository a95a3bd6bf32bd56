import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveLink, type LiveState } from '../src/live/LiveLink.ts';
import { ProblemError, UnreachableError } from '../src/rest/ProblemError.ts';

const LAYER_LINK =
  '<turn:t.example>; rel="ice-server", </whep/show/s1/layer>; rel="urn:ietf:params:whep:ext:core:layer"';

/** As much of RTCPeerConnection as a link uses. */
class FakeConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { sdp: string } | null = null;
  remoteDescription: { sdp: string } | null = null;
  closed = false;

  addTransceiver() {
    return { receiver: { track: {} } };
  }

  createOffer() {
    return Promise.resolve({ sdp: 'v=0\r\nm=audio\r\na=ice-ufrag:again\r\n' });
  }

  setLocalDescription(offer = { sdp: 'v=0\r\nm=audio\r\na=ice-ufrag:mine\r\n' }) {
    this.localDescription = offer;
    return Promise.resolve();
  }

  setRemoteDescription(answer: { sdp: string }) {
    this.remoteDescription = answer;
    return Promise.resolve();
  }

  getStats() {
    return Promise.resolve(new Map());
  }

  getReceivers() {
    return [];
  }

  getConfiguration() {
    return {};
  }

  setConfiguration() {
    // The servers are the browser's business.
  }

  close() {
    this.closed = true;
  }

  becomes(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

type Answer = [status: number, body?: string, code?: string];

/** Answers requests in turn, by method; the last answer stays. */
class FakeServer {
  readonly log: string[] = [];
  readonly bodies: string[] = [];
  readonly answers: Record<string, Answer[]> = {
    POST: [[201, 'a=ice-ufrag:s1\r\n']],
    PATCH: [[200, 'a=ice-ufrag:s2\r\n']],
    DELETE: [[200]],
  };

  readonly fetch = (address: string, init: RequestInit = {}) => {
    const method = init.method ?? 'GET';
    const path = new URL(address).pathname;
    this.log.push(`${method} ${path}`);
    this.bodies.push(typeof init.body === 'string' ? init.body : '');
    const queue = path.endsWith('/layer') ? [[200] as Answer] : this.answers[method]!;
    const [status, body = '', code] = queue.length > 1 ? queue.shift()! : queue[0]!;
    return Promise.resolve(
      new Response(code ? JSON.stringify({ status, code, detail: code }) : body, {
        status,
        headers: { Location: '/whep/show/s1', Link: LAYER_LINK },
      }),
    );
  };
}

describe('LiveLink', () => {
  let server: FakeServer;
  let connections: FakeConnection[];
  let states: LiveState[];
  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeServer();
    connections = [];
    states = [];
    vi.stubGlobal('window', new EventTarget());
    vi.stubGlobal('fetch', server.fetch);
    vi.stubGlobal(
      'MediaStream',
      class {
        readonly tracks: object[] = [];
        getTracks = () => [...this.tracks];
        addTrack = (track: object) => this.tracks.push(track);
        removeTrack = (track: object) => this.tracks.splice(this.tracks.indexOf(track), 1);
      },
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  async function play(): Promise<LiveLink> {
    const link = new LiveLink({
      baseUrl: 'https://stage.example',
      room: 'show',
      accessToken: () => Promise.resolve('token'),
      iceServers: () => Promise.resolve([]),
      createConnection: () => {
        const connection = new FakeConnection();
        connections.push(connection);
        return connection as unknown as RTCPeerConnection;
      },
    });
    link.on('state', (state) => states.push(state));
    await link.start();
    connections.at(-1)!.becomes('connected');
    return link;
  }

  const breakAndWait = async (ms = 1_200) => {
    connections.at(-1)!.becomes('disconnected');
    await vi.advanceTimersByTimeAsync(ms);
  };

  it('restarts ICE on the connection that broke', async () => {
    const link = await play();
    await breakAndWait();
    expect(server.log).toEqual(['POST /whep/show', 'PATCH /whep/show/s1']);
    expect(server.bodies[1]).toContain('a=ice-ufrag:again');
    expect(connections).toHaveLength(1);
    expect(connections[0]!.remoteDescription!.sdp).toContain('a=ice-ufrag:s2');
    connections[0]!.becomes('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.log).toHaveLength(2);
    expect(states).toEqual(['CONNECTING', 'CONNECTED', 'RECONNECTING', 'CONNECTED']);
    expect(link.stream.getTracks()).toHaveLength(2);
  });

  it('begins another session where the server has forgotten the one there was', async () => {
    server.answers.PATCH = [[404, '', 'NOT_FOUND']];
    const link = await play();
    await breakAndWait();
    expect(server.log).toEqual(['POST /whep/show', 'PATCH /whep/show/s1', 'POST /whep/show']);
    expect(connections.map(({ closed }) => closed)).toEqual([true, false]);
    expect(link.stream.getTracks()).toHaveLength(2);
  });

  it('ends the session that leads nowhere before it begins another', async () => {
    await play();
    await breakAndWait(1_200 + 6_000);
    expect(server.log.slice(2)).toEqual(['DELETE /whep/show/s1', 'POST /whep/show']);
  });

  it('does not take its ticket back from another device', async () => {
    server.answers.PATCH = [[410, '', 'REPLACED']];
    const link = await play();
    await breakAndWait(60_000);
    expect(server.log.filter((line) => line.startsWith('POST'))).toHaveLength(1);
    expect(states.at(-1)).toBe('FAILED');
    expect((link.problem as ProblemError).code).toBe('REPLACED');
    expect(connections[0]!.closed).toBe(true);
  });

  it('waits for what passes, and fails at what does not', async () => {
    server.answers.PATCH = [[404, '', 'NOT_FOUND']];
    server.answers.POST = [
      [201, 'a=ice-ufrag:s1\r\n'],
      [503, '', 'STOPPING'],
      [409, '', 'PUBLISHER_PRESENT'],
      [403, '', 'SHOW_OVER'],
    ];
    const link = await play();
    await breakAndWait(1_200 + 6_000);
    expect(states.at(-1)).toBe('RECONNECTING');
    await vi.advanceTimersByTimeAsync(6_000);
    expect((link.problem as ProblemError).code).toBe('SHOW_OVER');
    const asked = server.log.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.log).toHaveLength(asked);
  });

  it('gives up in a network that lets nothing through', async () => {
    const link = new LiveLink({
      baseUrl: 'https://stage.example',
      room: 'show',
      accessToken: () => Promise.resolve(null),
      iceServers: () => Promise.resolve([]),
      createConnection: () => {
        const connection = new FakeConnection();
        connections.push(connection);
        return connection as unknown as RTCPeerConnection;
      },
    });
    await link.start();
    connections[0]!.becomes('failed');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(connections).toHaveLength(6);
    expect(link.state).toBe('FAILED');
    expect(link.problem).toBeInstanceOf(UnreachableError);
  });

  it('says how large the picture is shown, and again to each session', async () => {
    const link = await play();
    vi.stubGlobal('ResizeObserver', FakeObserver);
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
    vi.stubGlobal('getComputedStyle', () => ({ objectFit: 'contain' }));
    Object.assign(window, { devicePixelRatio: 1 });
    const video = Object.assign(new EventTarget(), {
      clientWidth: 320,
      clientHeight: 180,
      videoWidth: 1280,
      videoHeight: 720,
    });
    const stop = link.fit(video as unknown as HTMLVideoElement);
    await vi.advanceTimersByTimeAsync(300);
    Object.assign(document, { hidden: true });
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(300);
    stop();
    server.answers.PATCH = [[404, '', 'NOT_FOUND']];
    await breakAndWait();
    const told = server.log.flatMap((line, index) =>
      line === 'POST /whep/show/s1/layer' ? [server.bodies[index]] : [],
    );
    expect(told).toEqual(['{"maxHeight":270}', '{"maxHeight":1}', '{"maxHeight":1}']);
  });

  it('ends its session with the page', async () => {
    const link = await play();
    link.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.log.at(-1)).toBe('DELETE /whep/show/s1');
    expect(connections[0]!.closed).toBe(true);
    expect(states.at(-1)).toBe('CLOSED');
  });
});

class FakeObserver {
  readonly look: () => void;

  constructor(look: () => void) {
    this.look = look;
  }

  observe() {
    this.look();
  }

  disconnect() {
    // Nothing to let go of.
  }
}
