import { randomBytes, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';

import { expect } from '@playwright/test';
import { TOTP } from 'otpauth';

import { test } from './harness/house.ts';
import { Person, ProblemError, type Server, Side, Socket, Stage } from './harness/index.ts';

const COINS_PER_MINUTE = 10;
const FLOOD_PACKETS = 20_000;

async function problemOf(attempt: Promise<unknown>): Promise<ProblemError> {
  const outcome = await attempt.catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ProblemError);
  return outcome as ProblemError;
}

test.describe('beside a running call, mistakes and attacks', () => {
  let server: Server;
  let stage: Stage;
  let busy: Person;
  let stranger: Person;
  let socket: Socket;
  test.beforeAll(async ({ server: shared }) => {
    server = shared;
    const viewer = await Person.viewer(server);
    await viewer.buy('inr-499');
    busy = await Person.performer(server, COINS_PER_MINUTE);
    stage = await Stage.call(server, viewer, busy);
    stranger = await Person.viewer(server);
    socket = await Socket.connect(stranger);
  });
  test.afterEach(() => stage.expectMediaBothWays());
  test.afterAll(async () => {
    socket.close();
    await stage.close();
  });

  async function callRefusal(performer: Person, caller = stranger): Promise<string | undefined> {
    const quote = await caller
      .post<{ quoteId: string }>('/calls/quotes', { performerId: performer.id, kind: 'VIDEO' })
      .catch((error: unknown) => error as ProblemError);
    if (quote instanceof ProblemError) return quote.code;
    const calling = await Socket.connect(caller);
    const reply = await calling.request('call.request', { quoteId: quote.quoteId });
    calling.close();
    expect(reply.ok).toBe(false);
    return reply.error?.code;
  }

  test('a wrong password says so, in the page too', async () => {
    const problem = await problemOf(
      Person.signIn(server, { email: stranger.email, password: 'not the password' }),
    );
    expect([problem.status, problem.code]).toEqual([401, 'WRONG_CREDENTIALS']);
    const { page } = stage.viewer;
    const form = await page.context().browser()!.newPage();
    await form.goto(`${server.url}/sign-in`);
    await form.getByTestId('email').fill(stranger.email);
    await form.getByTestId('password').fill('not the password');
    await form.getByTestId('sign-in').click();
    await expect(form.getByTestId('sign-in-error')).toBeVisible();
    await form.close();
  });

  test('a stolen password opens nothing where an authenticator is asked for', async () => {
    const owner = await Person.viewer(server);
    const page = await stage.viewer.page.context().browser()!.newPage();
    const signIn = async (password: string) => {
      await page.goto(`${server.url}/sign-in`);
      await page.getByTestId('email').fill(owner.email);
      await page.getByTestId('password').fill(password);
      await page.getByTestId('sign-in').click();
    };
    const show = async (code: string) => {
      await page.getByTestId('factor-code').fill(code);
      await page.getByTestId('sign-in').click();
    };
    await signIn(owner.password);
    await page.getByTestId('balance').waitFor();

    await page.goto(`${server.url}/settings`);
    await page.getByTestId('factor-set-up').click();
    await page.getByTestId('factor-password').fill(owner.password);
    await page.getByTestId('factor-begin').click();
    const secret = await page.getByTestId('factor-secret').innerText();
    const app = new TOTP({ secret });
    const used = app.generate();
    await page.getByTestId('factor-code').fill(used);
    await page.getByTestId('factor-confirm').click();
    const recovery = page.getByTestId('recovery-codes').getByRole('listitem');
    await expect(recovery).toHaveCount(10);
    const lost = await recovery.first().innerText();
    await page.getByTestId('codes-kept').click();
    await expect(page.getByTestId('codes-left')).toBeVisible();
    await page.context().clearCookies();

    await signIn(owner.password);
    await show(used);
    await expect(page.getByTestId('sign-in-error')).toBeVisible();
    await expect(page).toHaveURL(/sign-in/);
    await show(lost);
    await expect(page.getByTestId('balance')).toBeVisible();
    await page.close();
  });

  test('a token that is no token, or somebody else signed, opens nothing', async () => {
    const [header, payload] = stranger.token.split('.');
    for (const token of ['x', `${header}.${payload}.${randomBytes(64).toString('base64url')}`]) {
      const answer = await fetch(`${server.url}/api/v1/me`, {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(401);
      const anonymous = await Socket.connectAnonymously(server.url);
      const reply = await anonymous.request('hello', { token });
      expect(reply).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });
      anonymous.close();
    }
  });

  test('calls that cannot be are refused with their reason', async () => {
    const offline = await Person.performer(server, COINS_PER_MINUTE);
    const online = await Person.performer(server, COINS_PER_MINUTE);
    const present = await Socket.connect(online);
    await present.request('presence.set', { status: 'ONLINE' });
    expect(await callRefusal(offline)).toBe('PERFORMER_OFFLINE');
    expect(await callRefusal(busy)).toBe('PERFORMER_BUSY');
    expect(await callRefusal(online)).toBe('INSUFFICIENT_FUNDS');
    // Who only performs cannot call anybody, and so not themselves.
    expect(await callRefusal(online, online)).toMatch(/^(SELF_CALL|FORBIDDEN)$/);
    present.close();
  });

  test('an unknown call, and somebody else’s, do not exist', async () => {
    for (const callId of [randomUUID(), stage.callId]) {
      const reply = await socket.request('call.end', { callId });
      expect(reply).toMatchObject({ ok: false, error: { code: 'CALL_NOT_FOUND' } });
      expect((await problemOf(stranger.get(`/calls/${callId}`))).status).toBe(404);
    }
  });

  test('malformed and unknown messages are answered and the connection stays', async () => {
    for (const text of ['{', '[]', '42', '{"id":1,"type":"hello"}', '{"type":"no.such"}', '']) {
      const clumsy = await Socket.connect(stranger);
      clumsy.raw(text);
      await expect.poll(() => clumsy.strayErrors.length, { message: text }).toBe(1);
      expect(clumsy.strayErrors[0]?.error?.code).toMatch(/^[A-Z_]+$/);
      expect((await clumsy.request('presence.watch')).ok).toBe(true);
      clumsy.close();
    }
  });

  test('two megabytes are too large, over HTTP and over the WebSocket', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);
    const answer = await fetch(`${server.url}/api/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: large, password: large }),
    });
    expect(answer.status).toBe(413);
    const flooding = await Socket.connect(stranger);
    flooding.raw(JSON.stringify({ id: '1', type: 'chat.send', text: large }));
    await expect.poll(() => flooding.closeCode).toBe(1009);
  });

  test('a flood of random packets at the media port is dropped', async () => {
    const attacker = createSocket('udp4');
    for (let sent = 0; sent < FLOOD_PACKETS; sent += 100) {
      const burst = Array.from({ length: 100 }, (_, i) => randomBytes(1 + ((sent + i) % 1400)));
      await Promise.all(
        burst.map(
          (packet) =>
            new Promise<void>((done, failed) => {
              attacker.send(packet, server.mediaPort, '127.0.0.1', (error) => {
                if (error === null) done();
                else failed(error);
              });
            }),
        ),
      );
    }
    attacker.close();
    await stage.expectMediaBothWays();
  });

  test('the pages speak of an unknown address', async () => {
    const side = await Side.open(stranger);
    await side.page.goto(`${server.url}/no/such/page`);
    await expect(side.see('not-found')).toBeVisible();
    await side.close();
  });
});
