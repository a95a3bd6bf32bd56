import { expect, it } from 'vitest';
import { mailLocale } from './mailLocale.ts';

it.each([
  [['ta-IN', 'en-IN'], 'ta-IN'],
  [['fr-FR', 'hi', 'en-US'], 'hi'],
  [['te-Telu-IN-u-nu-telu'], 'te-IN'],
  [['en-US'], 'en-US'],
  [['fr-FR', 'de'], 'en'],
  [[], 'en'],
])('%o reads mail in %s', (wanted, locale) => {
  expect(mailLocale(wanted)).toBe(locale);
});
