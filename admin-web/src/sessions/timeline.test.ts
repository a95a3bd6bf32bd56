import { expect, test } from 'vitest';
import { after, capture, SESSION } from './session.fixture.ts';
import { timelineOf } from './timeline.ts';

const event = (kind: string, firstMs: number, lastMs = firstMs, times = 1) => ({
  kind,
  firstAt: after(firstMs),
  lastAt: after(lastMs),
  times,
  detail: '',
});

test('media, meter and ledger in one order, newest first', () => {
  const moments = timelineOf(
    [
      {
        person: 'Maya',
        events: [event('CONNECTED', 0), event('KEY_FRAME_WANTED', 1000, 15_000, 3)],
      },
      { person: 'Asha', events: [event('CONNECTED', 500)] },
    ],
    SESSION.heartbeats,
    [capture(7, 12_000)],
  );
  expect(
    moments.map((moment) => (moment.source === 'media' ? moment.event.kind : moment.source)),
  ).toEqual(['meter', 'meter', 'KEY_FRAME_WANTED', 'ledger', 'meter', 'CONNECTED', 'CONNECTED']);
  expect(new Set(moments.map(({ key }) => key)).size).toBe(moments.length);
});

test('times are compared as times', () => {
  const beats = [
    { tick: 1, billableMs: 0, leaseEpoch: 1, at: '2026-01-05T10:16:09.5Z' },
    { tick: 2, billableMs: 0, leaseEpoch: 1, at: '2026-01-05T10:16:09.512Z' },
    { tick: 3, billableMs: 0, leaseEpoch: 1, at: '2026-01-05T10:16:09Z' },
  ];
  expect(timelineOf([], beats, []).map(({ key }) => key)).toEqual([
    'meter 2',
    'meter 1',
    'meter 3',
  ]);
});
