import { expect, test } from 'vitest';
import { ROOM } from './live.fixture.ts';
import { figuresOf } from './roomFigures.ts';

test('a room is as good as its worst connection', () => {
  const figures = figuresOf(ROOM);
  expect(figures.performers.map(({ name }) => name)).toEqual(['Maya']);
  expect(figures.others.map(({ name }) => name)).toEqual(['Asha']);
  expect(figures.connected).toBe(1);
  expect(figures.worstScore).toBe(2.9);
  expect(figures.longestRoundTripMs).toBe(120);
  expect(figures.worstLossRatio).toBe(0.08);
});

test('what is not known yet is not bad', () => {
  const unknown = {
    ...ROOM.participants[0]!,
    uplinkScore: 0,
    downlinkScore: 0,
    roundTripMs: 0,
    tracks: [],
  };
  const figures = figuresOf({ ...ROOM, participants: [unknown] });
  expect(figures.worstScore).toBeNull();
  expect(figures.longestRoundTripMs).toBeNull();
  expect(figures.worstLossRatio).toBe(0);
});
