import { describe, expect, it } from 'vitest';
import { PlayoutDelay, type PlayoutStats, readPlayoutStats } from '../src/PlayoutDelay.ts';

/** Twenty pictures a second, looked at every two seconds. */
class Picture {
  #stats = { freezes: 0, frozenMs: 0, heldMs: 0, pictures: 0 };

  /** @param heldMs of each of the pictures until now */
  passes(freezes: number, eachMs: number, heldMs: number): PlayoutStats {
    const { freezes: before, frozenMs, heldMs: held, pictures } = this.#stats;
    this.#stats = {
      freezes: before + freezes,
      frozenMs: frozenMs + freezes * eachMs,
      heldMs: held + 40 * heldMs,
      pictures: pictures + 40,
    };
    return this.#stats;
  }
}

describe('PlayoutDelay', () => {
  it('leaves a smooth picture to the browser', () => {
    const [picture, delay] = [new Picture(), new PlayoutDelay(1_000)];
    for (let i = 0; i < 20; i++) expect(delay.next(picture.passes(0, 0, 60))).toBeNull();
  });

  it('holds media for as long as what came late was late', () => {
    const [picture, delay] = [new Picture(), new PlayoutDelay(1_000)];
    expect(delay.next(picture.passes(1, 320, 60))).toBeNull();
    expect(delay.next(picture.passes(1, 320, 60))).toBe(380);
  });

  it('holds it no longer than it may', () => {
    const [picture, delay] = [new Picture(), new PlayoutDelay(300)];
    expect(delay.next(picture.passes(3, 320, 60))).toBe(300);
  });

  it('takes one freeze for an accident, and long ones for something else', () => {
    const [picture, delay] = [new Picture(), new PlayoutDelay(1_000)];
    expect(delay.next(picture.passes(1, 320, 60))).toBeNull();
    for (let i = 0; i < 5; i++) expect(delay.next(picture.passes(0, 0, 60))).toBeNull();
    expect(delay.next(picture.passes(1, 320, 60))).toBeNull();
    for (let i = 0; i < 5; i++) expect(delay.next(picture.passes(0, 0, 60))).toBeNull();
    expect(delay.next(picture.passes(2, 900, 60))).toBeNull();
  });

  it('comes back to the browser step by step after a calm', () => {
    const [picture, delay] = [new Picture(), new PlayoutDelay(1_000)];
    delay.next(picture.passes(2, 340, 60));
    const held = Array.from({ length: 20 }, () => delay.next(picture.passes(0, 0, 400)));
    expect(held.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 400));
    expect(held[10]).toBe(320);
    expect(held.indexOf(null)).toBe(17);
  });

  it('goes on with a picture that began anew', () => {
    const delay = new PlayoutDelay(1_000);
    const before = new Picture();
    for (let i = 0; i < 4; i++) delay.next(before.passes(0, 0, 60));
    expect(delay.next(new Picture().passes(2, 320, 60))).toBe(380);
  });
});

describe('readPlayoutStats', () => {
  const report = (...entries: object[]) =>
    new Map(entries.map((entry, index) => [String(index), entry])) as unknown as RTCStatsReport;

  it('reads the picture and counts in milliseconds', () => {
    const video = {
      type: 'inbound-rtp',
      kind: 'video',
      freezeCount: 3,
      totalFreezesDuration: 0.96,
      jitterBufferDelay: 2.5,
      jitterBufferEmittedCount: 40,
    };
    expect(readPlayoutStats(report({ type: 'inbound-rtp', kind: 'audio' }, video))).toEqual({
      freezes: 3,
      frozenMs: 960,
      heldMs: 2_500,
      pictures: 40,
    });
  });

  it('knows nothing of a call without pictures, and of browsers that do not tell', () => {
    expect(readPlayoutStats(report({ type: 'inbound-rtp', kind: 'audio' }))).toBeNull();
    const silent = readPlayoutStats(report({ type: 'inbound-rtp', kind: 'video' }))!;
    expect(new PlayoutDelay(1_000).next(silent)).toBeNull();
  });
});
