import { expect, it } from 'vitest';
import { lastMonths } from './months.ts';

it('counts back over the new year', () => {
  expect(lastMonths(new Date(2026, 1, 28), 3)).toEqual(['2026-02', '2026-01', '2025-12']);
});
