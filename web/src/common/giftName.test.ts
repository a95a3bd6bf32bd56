import { expect, it } from 'vitest';
import { giftName } from './giftName.ts';

const ROSE = { name: 'Rose', names: { hi: 'गुलाब', ta: 'ரோஜா' } };

it.each([
  [['ta-IN', 'en-IN'], 'ரோஜா', 'ta'],
  [['hi'], 'गुलाब', 'hi'],
  // The reader prefers English to Tamil.
  [['en-IN', 'ta'], 'Rose', 'en'],
  // No name in Kannada: the next language counts.
  [['kn', 'ta'], 'ரோஜா', 'ta'],
  [['fr'], 'Rose', 'en'],
  [[], 'Rose', 'en'],
])('calls a rose for %j %s', (wanted, text, lang) => {
  expect(giftName(ROSE, wanted)).toEqual({ text, lang });
});
