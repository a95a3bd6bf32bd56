import { describe, expect, it } from 'vitest';
import { parseLedgerNumber, parseUuid, withFilter } from './filters.ts';

const ID = '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c04';

describe('a filter field', () => {
  it.each([
    [ID, ID],
    [`  ${ID.toUpperCase()}\n`, ID],
    ['01989f4e', null],
    ['', null],
    [`${ID}0`, null],
  ])('reads %j as the id %s', (text, id) => {
    expect(parseUuid(text)).toBe(id);
  });

  it.each([
    ['77', 77],
    [' #77 ', 77],
    ['0', null],
    ['-1', null],
    ['7.5', null],
    ['seven', null],
  ])('reads %j as the ledger number %s', (text, number) => {
    expect(parseLedgerNumber(text)).toBe(number);
  });
});

describe('changing a filter', () => {
  it('goes back to the first page and keeps the other filters', () => {
    const params = new URLSearchParams('state=ACTIVE&cursor=abc&owner=x');
    expect(withFilter(params, 'state', 'SETTLED').toString()).toBe('state=SETTLED&owner=x');
  });

  it('drops an emptied filter', () => {
    expect(withFilter(new URLSearchParams('state=ACTIVE'), 'state', '').toString()).toBe('');
  });
});
