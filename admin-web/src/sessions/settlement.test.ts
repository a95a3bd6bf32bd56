import { describe, expect, it } from 'vitest';
import { capture, coin, entry, inr, SESSION, transfer } from './session.fixture.ts';
import { settlementOf } from './settlement.ts';

const twoMinutes = [capture(1, 0), capture(2, 60_000)];

describe('a settlement read from the ledger', () => {
  it('charges what was captured and leaves nothing held', () => {
    expect(settlementOf(SESSION, twoMinutes)).toEqual({
      charged: coin(16_000),
      refunded: coin(0),
      tips: coin(0),
      earned: [inr(720)],
      stillHeld: coin(0),
    });
  });

  it('tells tips from charges but pays both to the performer', () => {
    const tip = transfer(3, 'TIP', 5000, [
      entry(1, 'V1', coin(-50_000)),
      entry(2, 'P2', coin(50_000)),
      entry(3, 'P6', inr(-2250)),
      entry(4, 'C1', inr(2250)),
    ]);
    const { charged, tips, earned } = settlementOf(SESSION, [...twoMinutes, tip]);
    expect({ charged, tips, earned }).toEqual({
      charged: coin(16_000),
      tips: coin(50_000),
      earned: [inr(2970)],
    });
  });

  it('shows what was given back after a fault', () => {
    const reversal = transfer(3, 'CALL_REFUND', 70_000, [
      entry(1, 'P2', coin(-8000)),
      entry(2, 'V1', coin(8000)),
      entry(3, 'C1', inr(-360)),
      entry(4, 'P6', inr(360)),
    ]);
    const { charged, refunded, earned } = settlementOf(SESSION, [...twoMinutes, reversal]);
    expect({ charged, refunded, earned }).toEqual({
      charged: coin(8000),
      refunded: coin(8000),
      earned: [inr(360)],
    });
  });

  it('says what is still held when captured and released do not add up', () => {
    const { stillHeld } = settlementOf({ ...SESSION, released: coin(7999) }, twoMinutes);
    expect(stillHeld).toEqual(coin(1));
  });
});
