import { expect, it } from 'vitest';
import { priceChanges } from './priceChanges.ts';

const BEFORE = {
  taxBasisPoints: 1800,
  packages: [
    { id: 'a', priceMinor: 4900 },
    { id: 'b', priceMinor: 9900 },
  ],
};

it('finds nothing in an equal list', () => {
  expect(priceChanges(BEFORE, structuredClone(BEFORE))).toEqual([]);
});

it('tells rows apart by name, so that a row put in between changes no other', () => {
  const after = {
    taxBasisPoints: 1800,
    packages: [
      { id: 'a', priceMinor: 4900 },
      { id: 'new', priceMinor: 100 },
      { id: 'b', priceMinor: 8900 },
    ],
  };
  expect(priceChanges(BEFORE, after)).toEqual([
    { path: 'packages.new.id', before: null, after: 'new' },
    { path: 'packages.new.priceMinor', before: null, after: '100' },
    { path: 'packages.b.priceMinor', before: '9900', after: '8900' },
  ]);
});

it('names what is gone', () => {
  const after = { ...BEFORE, packages: BEFORE.packages.slice(0, 1) };
  expect(priceChanges(BEFORE, after).map(({ path, after: value }) => [path, value])).toEqual([
    ['packages.b.id', null],
    ['packages.b.priceMinor', null],
  ]);
});
