import type { TipReceived } from '@stagedoor/sdk';
import styles from './GiftEffect.module.css';

export type ShownGift = NonNullable<TipReceived['gift']>;

/** What each animation draws of one gift. */
const PIECES: Readonly<Record<ShownGift['animation'], number>> = {
  POP: 1,
  RAIN: 10,
  SHINE: 1,
  FLY: 1,
  BURST: 12,
};

/** However many are given at once: what a modest phone draws without losing frames of the call. */
const PIECES_MAXIMUM = 24;

/** A gift's drawing, once, over whatever it stands in. Somebody who wants less motion sees the gift stand still. */
export function GiftEffect({ gift }: { readonly gift: ShownGift }) {
  const pieces = Math.min(PIECES[gift.animation] + gift.quantity - 1, PIECES_MAXIMUM);
  return (
    <div
      className={styles.effect}
      aria-hidden="true"
      data-animation={gift.animation}
      data-testid="gift-effect"
    >
      <span className={styles.still}>{gift.symbol}</span>
      {Array.from({ length: pieces }, (_, place) => (
        <span key={place} className={styles.piece}>
          {gift.symbol}
        </span>
      ))}
    </div>
  );
}
