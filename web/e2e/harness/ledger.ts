import { expect } from '@playwright/test';

import { type Money, Person } from './people.ts';
import type { Server } from './server.ts';

interface TrialBalance {
  zero: boolean;
  totals: Money[];
}

export interface MeteredSession {
  callId: string;
  state: string;
  billableMs: number;
  held: Money;
  captured: Money;
  released: Money;
  leaseEpoch: number;
  fault: boolean;
  startedAt: string;
  heartbeats: { tick: number; billableMs: number }[];
}

/** The books, as an admin sees them. */
export class Ledger {
  private constructor(private readonly admin: Person) {}

  static async open(server: Server): Promise<Ledger> {
    const accounts = await server.demoAccounts();
    return new Ledger(await Person.signIn(server, accounts.admin));
  }

  async expectBalanced(): Promise<void> {
    const balance = await this.admin.get<TrialBalance>('/admin/ledger/trial-balance');
    expect(balance.totals.length).toBeGreaterThan(0);
    for (const total of balance.totals) {
      expect(total.amountMinor, `sum of all entries in ${total.currency}`).toBe(0);
    }
    expect(balance.zero).toBe(true);
  }

  session(callId: string): Promise<MeteredSession> {
    return this.admin.get<MeteredSession>(`/admin/sessions/${callId}`);
  }

  /** Transfers of one call with this code, for example `TIP`. */
  async transfers(callId: string, code: string): Promise<{ id: number }[]> {
    const page = await this.admin.get<{ items: { id: number }[] }>(
      `/admin/ledger/transfers?callId=${callId}&code=${code}`,
    );
    return page.items;
  }
}
