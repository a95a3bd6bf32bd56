import { expect, it } from 'vitest';
import { latestBirthDate } from './age.ts';

it.each([
  [new Date(2026, 10, 21), '2008-11-21'],
  [new Date(2026, 0, 5), '2008-01-05'],
  [new Date(2026, 11, 31, 23, 59), '2008-12-31'],
])('who is 18 on %s was born by %s', (today, date) => {
  expect(latestBirthDate(today)).toBe(date);
});
