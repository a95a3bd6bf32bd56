import type { LedgerEntry, LedgerTransfer, MeteredSession } from '../api/types.ts';

/** The figures of the worked example: 15 min 32 s at 8 coins a minute cost 128, 45 % of it is the performer's. */
export const STARTED_AT = '2026-01-05T10:16:09Z';
export const CALL_ID = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c04';

export const coin = (amountMinor: number) => ({ amountMinor, currency: 'COIN' }) as const;
export const inr = (amountMinor: number) => ({ amountMinor, currency: 'INR' }) as const;

/** A moment this many milliseconds after the start. */
export function after(elapsedMs: number): string {
  return new Date(Date.parse(STARTED_AT) + elapsedMs).toISOString();
}

export function entry(line: number, code: string, amount: LedgerEntry['amount']): LedgerEntry {
  return { line, code, amount, accountId: line + 10 };
}

export function transfer(
  id: number,
  code: string,
  elapsedMs: number,
  entries: LedgerEntry[],
): LedgerTransfer {
  return {
    id,
    code,
    entries,
    callId: CALL_ID,
    idempotencyScope: 'call',
    idempotencyKey: `cap:${CALL_ID}:${id}`,
    createdAt: after(elapsedMs),
    actor: 'metering',
  };
}

/** Eight coins captured, 3.60 rupees earned. */
export function capture(id: number, elapsedMs: number): LedgerTransfer {
  return transfer(id, 'CAPTURE', elapsedMs, [
    entry(1, 'V2', coin(-8000)),
    entry(2, 'P2', coin(8000)),
    entry(3, 'P6', inr(-360)),
    entry(4, 'C1', inr(360)),
  ]);
}

export const SESSION: MeteredSession = {
  callId: CALL_ID,
  viewerId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01',
  viewerName: 'Asha',
  performerId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
  performerName: 'Maya',
  state: 'SETTLED',
  perMinute: coin(8000),
  increment: 'MINUTE',
  billableMs: 92_000,
  held: coin(24_000),
  captured: coin(16_000),
  released: coin(8000),
  leaseEpoch: 1,
  endReason: 'HANG_UP',
  fault: false,
  createdAt: '2026-01-05T10:16:00Z',
  startedAt: STARTED_AT,
  heartbeats: [
    { tick: 1, billableMs: 10_000, leaseEpoch: 1, at: after(10_000) },
    { tick: 2, billableMs: 20_000, leaseEpoch: 1, at: after(20_000) },
    { tick: 3, billableMs: 20_000, leaseEpoch: 1, at: after(30_000) },
  ],
};
