import { FormattedMessage } from 'react-intl';
import { GiftName } from './GiftName.tsx';
import type { NamedGift } from './giftName.ts';

/** What was given, and how many of it where it is more than one. */
export function GivenGift({ gift }: { readonly gift: NamedGift & { readonly quantity: number } }) {
  const name = <GiftName gift={gift} />;
  return gift.quantity === 1 ? (
    name
  ) : (
    <FormattedMessage id="gift.many" values={{ name, quantity: gift.quantity }} />
  );
}
