import { expect, it } from 'vitest';
import { changeFacts } from './changeFacts.ts';

it('leaves nothing out of a nested change', () => {
  expect(
    changeFacts({ coins: 5, who: { id: 'x' }, parts: [1, { a: true }], none: [], nil: null }),
  ).toEqual([
    { path: 'coins', value: '5' },
    { path: 'who.id', value: 'x' },
    { path: 'parts[1]', value: '1' },
    { path: 'parts[2].a', value: 'true' },
    { path: 'none', value: '[]' },
    { path: 'nil', value: 'null' },
  ]);
});
