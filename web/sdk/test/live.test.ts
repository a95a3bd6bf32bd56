import { describe, expect, it } from 'vitest';
import { encodingsFor } from '../src/live/encodings.ts';
import { limitOf } from '../src/live/PictureSize.ts';

describe('encodingsFor', () => {
  it.each([
    [{ width: 1280, height: 720 }, ['q', 'h', 'f']],
    [{ width: 720, height: 1280 }, ['q', 'h', 'f']],
    [{ width: 640, height: 480 }, ['h', 'f']],
    [{ width: 320, height: 240 }, []],
    [{}, ['q', 'h', 'f']],
  ])('sends %j in sizes %j', (settings, rids) => {
    expect(encodingsFor(settings).map(({ rid }) => rid)).toEqual(rids);
  });

  it('stays below the 2.5 Mb/s that the server takes', () => {
    const rates = encodingsFor({ height: 720 }).map(({ maxBitrate = Infinity }) => maxBitrate);
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeLessThanOrEqual(2_500_000);
  });
});

describe('limitOf', () => {
  const screen = { pictureWidth: 1280, pictureHeight: 720, cover: false, pixelsPerPoint: 1 };

  it.each([
    // A wide picture in a box of its shape, in a tall one with bars, and in a tall one that it fills.
    [{ ...screen, boxWidth: 640, boxHeight: 360 }, 540],
    [{ ...screen, boxWidth: 320, boxHeight: 800 }, 270],
    [{ ...screen, boxWidth: 320, boxHeight: 800, cover: true }, 1200],
    // A tall picture in a wide box.
    [{ ...screen, pictureWidth: 720, pictureHeight: 1280, boxWidth: 640, boxHeight: 360 }, 540],
    // Twice the pixels, and three times, which nobody tells apart from twice.
    [{ ...screen, boxWidth: 320, boxHeight: 180, pixelsPerPoint: 2 }, 540],
    [{ ...screen, boxWidth: 320, boxHeight: 180, pixelsPerPoint: 3 }, 540],
    [{ ...screen, boxWidth: 320, boxHeight: 0 }, 1],
  ])('of %j is %i lines', (shown, lines) => {
    expect(limitOf(shown)).toBe(lines);
  });

  it('is the same for each of the sizes of one picture', () => {
    const box = { boxWidth: 500, boxHeight: 400 };
    const limits = [4, 2, 1].map((part) =>
      limitOf({ ...screen, ...box, pictureWidth: 1280 / part, pictureHeight: 720 / part }),
    );
    expect(new Set(limits).size).toBe(1);
  });
});
