import type { GiftNames } from '@stagedoor/sdk';

/** What a gift is called: in English, and in other languages that somebody gave it a name in. */
export interface NamedGift {
  readonly name: string;
  readonly names: GiftNames;
}

const PLAIN = 'en';

/** The name in the first of the wanted languages that has one, else the English one, with the language that it is in. */
export function giftName(
  { name, names }: NamedGift,
  wanted: readonly string[],
): { readonly text: string; readonly lang: string } {
  const known = new Map([...Object.entries(names), [PLAIN, name] as const]);
  const lang =
    wanted.map((tag) => new Intl.Locale(tag).language).find((language) => known.has(language)) ??
    PLAIN;
  return { text: known.get(lang) ?? name, lang };
}
