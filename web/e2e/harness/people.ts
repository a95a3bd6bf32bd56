import { randomUUID } from 'node:crypto';

import { ProblemError } from './problem.ts';
import type { Server } from './server.ts';

export interface Money {
  amountMinor: number;
  currency: string;
}

export interface Wallet {
  available: Money;
  held: Money;
}

/** Someone with an account, who speaks to the server by its public API. */
export class Person {
  private constructor(
    readonly server: Server,
    readonly id: string,
    readonly email: string,
    readonly password: string,
    readonly displayName: string,
    readonly token: string,
  ) {}

  static async viewer(server: Server): Promise<Person> {
    return Person.register(server, 'VIEWER', 'Vera');
  }

  /** @param perMinute coins a minute for video, and for audio where nothing else is said */
  static async performer(
    server: Server,
    perMinute: number,
    increment: 'MINUTE' | 'SECOND' = 'MINUTE',
    audioPerMinute = perMinute,
  ): Promise<Person> {
    const person = await Person.register(server, 'PERFORMER', 'Petra');
    const rate = (coins: number) => ({ amountMinor: coins * 1000, currency: 'COIN' });
    await person.put('/me/performer', {
      bio: 'Here for a test',
      audioRate: rate(audioPerMinute),
      videoRate: rate(perMinute),
      increment,
    });
    return person;
  }

  static async signIn(
    server: Server,
    account: { email: string; password: string },
  ): Promise<Person> {
    const { email, password } = account;
    const body = (await request(server, 'POST', '/auth/sign-in', undefined, {
      email,
      password,
    })) as SignedIn;
    return new Person(
      server,
      body.user.id,
      account.email,
      account.password,
      body.user.displayName,
      body.accessToken,
    );
  }

  private static async register(server: Server, role: string, name: string): Promise<Person> {
    const email = `${name.toLowerCase()}-${randomUUID()}@example.test`;
    const password = `pass-${randomUUID()}`;
    const body = (await request(server, 'POST', '/auth/register', undefined, {
      email,
      password,
      displayName: name,
      role,
      dateOfBirth: '1990-05-17',
    })) as SignedIn;
    return new Person(server, body.user.id, email, password, name, body.accessToken);
  }

  async get<T>(path: string): Promise<T> {
    return (await request(this.server, 'GET', path, this.token)) as T;
  }

  async post<T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
    return (await request(this.server, 'POST', path, this.token, body, headers)) as T;
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return (await request(this.server, 'PUT', path, this.token, body)) as T;
  }

  wallet(): Promise<Wallet> {
    return this.get<Wallet>('/wallet');
  }

  /** Buys a package at the sandbox's hosted page, as a browser would, and waits until the coins are there. */
  async buy(packageId: string, card = 'success'): Promise<void> {
    const before = (await this.wallet()).available.amountMinor;
    const order = await this.post<{ orderId: string; coins: Money }>(
      '/wallet/orders',
      { packageId },
      { 'Idempotency-Key': randomUUID() },
    );
    const paid = await fetch(`${this.server.url}/sandbox-pay/${order.orderId}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ card }).toString(),
    });
    if (!paid.ok) throw new Error(`the payment page answered ${paid.status}`);
    const deadline = Date.now() + 15_000;
    while ((await this.wallet()).available.amountMinor === before) {
      if (Date.now() > deadline) throw new Error('the coins did not arrive');
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }
}

interface SignedIn {
  accessToken: string;
  user: { id: string; displayName: string };
}

async function request(
  server: Server,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const answer = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const parsed: unknown = text === '' ? undefined : JSON.parse(text);
  if (!answer.ok) throw new ProblemError(answer.status, parsed as { code?: string });
  return parsed;
}
