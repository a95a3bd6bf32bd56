import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followedLink, forgetReferral, isReferral, noteReferral } from './referral.ts';

const NOON = Date.parse('2026-01-05T12:00:00Z');
const DAY_MS = 86_400_000;

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

it('keeps the newest link and how long ago it was followed', () => {
  noteReferral('?ref=7KQ2M9XA', NOON);
  noteReferral('?ref=9XA7KQ2M&utm=1', NOON + DAY_MS);
  noteReferral('?tab=2', NOON + 2 * DAY_MS);
  expect(followedLink(NOON + 3 * DAY_MS + 999)).toEqual({
    code: '9XA7KQ2M',
    secondsAgo: 172_800,
  });
});

it.each([
  ['?ref=7KQ2M9XA', true],
  ['?utm=1&ref=7KQ2M9XA', true],
  ['?ref=<', false],
  ['', false],
])('tells a link from another address: %s', (search, is) => {
  expect(isReferral(search)).toBe(is);
});

it('says nothing of a clock that went back, and forgets', () => {
  noteReferral('?ref=7KQ2M9XA', NOON);
  expect(followedLink(NOON - DAY_MS)?.secondsAgo).toBe(0);
  forgetReferral();
  expect(followedLink(NOON)).toBeUndefined();
});

it.each(['?ref=', '?ref=%3Cscript%3E', `?ref=${'A'.repeat(33)}`, ''])(
  'takes %s for no link',
  (search) => {
    noteReferral(search, NOON);
    expect(followedLink(NOON)).toBeUndefined();
  },
);

it.each(['not json', '{"code":"<","at":1}', '{"code":"7KQ2M9XA"}', '7', 'null'])(
  'does not stumble over %s in the storage',
  (kept) => {
    localStorage.setItem('stagedoor.ref', kept);
    expect(followedLink(NOON)).toBeUndefined();
  },
);

it('lets people in whose storage is closed', () => {
  vi.stubGlobal('localStorage', undefined);
  noteReferral('?ref=7KQ2M9XA', NOON);
  expect(followedLink(NOON)).toBeUndefined();
  forgetReferral();
});
