import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Recovery } from '../src/Recovery.ts';

function start() {
  const done: string[] = [];
  const recovery = new Recovery({
    restartIce: () => Promise.resolve(void done.push('restartIce')),
    rebuild: () => Promise.reject(new Error(String(done.push('rebuild')))),
  });
  return { recovery, done };
}

describe('Recovery', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lets a short interruption heal by itself', async () => {
    const { recovery, done } = start();
    recovery.down(false);
    await vi.advanceTimersByTimeAsync(1_000);
    recovery.up();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual([]);
  });

  it('restarts ICE first and rebuilds until it works', async () => {
    const { recovery, done } = start();
    recovery.down(false);
    await vi.advanceTimersByTimeAsync(1_200 + 12_000);
    expect(done).toEqual(['restartIce', 'rebuild', 'rebuild']);
    recovery.up();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toHaveLength(3);
  });

  it('rebuilds at once when ICE has given up', async () => {
    const { recovery, done } = start();
    recovery.down(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual(['rebuild']);
  });

  it('hurries when the network is back, but only if something is wrong', async () => {
    const { recovery, done } = start();
    recovery.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual([]);
    recovery.down(false);
    recovery.hurry();
    await vi.advanceTimersByTimeAsync(0);
    expect(done).toEqual(['rebuild']);
  });
});
