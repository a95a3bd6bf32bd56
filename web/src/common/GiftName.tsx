import { giftName, type NamedGift } from './giftName.ts';

/** A gift's name in the reader's language, for screen readers to be spoken in it. */
export function GiftName({ gift }: { readonly gift: NamedGift }) {
  const { text, lang } = giftName(gift, navigator.languages);
  return <span lang={lang}>{text}</span>;
}
