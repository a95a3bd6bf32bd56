import { expect, it } from 'vitest';
import { AVATAR_HUES, avatarHue, initials } from './avatarFacts.ts';

it.each([
  ['Meera', 'M'],
  ['Priya Raman', 'PR'],
  ['  dev   anand kumar ', 'DK'],
  ['கவிதா', 'க'],
  ['ख़ुशी', 'ख़ु'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('gives the same person the same colour, and people different ones', () => {
  const hues = Array.from({ length: 60 }, (_, index) => avatarHue(`person-${index}`));
  expect(avatarHue('person-7')).toBe(hues[7]);
  expect(new Set(hues).size).toBe(AVATAR_HUES);
});
