import type { TipReceived } from '@stagedoor/sdk';
import { useEffect, useEffectEvent, useState } from 'react';
import { GiftEffect } from './GiftEffect.tsx';
import styles from './GiftScreen.module.css';

const SHOWN_MS = 3_500;

/** Of those that come while one is shown, the latest; the others are left to what is said of every gift. */
const WAITING_MAXIMUM = 2;

/** Luxury gifts take the whole screen, one after the other. What is under them can be seen and pressed all the time. */
export function GiftScreen({ tips }: { readonly tips: readonly TipReceived[] }) {
  const luxuries = tips.filter(({ gift }) => gift?.category === 'LUXURY');
  // What was given before the stage stood has been seen.
  const [place, setPlace] = useState(luxuries.length);
  const shown = luxuries[place];
  const tipId = shown?.tipId;
  const goOn = useEffectEvent(() =>
    setPlace(Math.max(place + 1, luxuries.length - WAITING_MAXIMUM)),
  );
  useEffect(() => {
    if (tipId === undefined) {
      return;
    }
    const timer = setTimeout(() => goOn(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [tipId]);
  return (
    shown?.gift && (
      <div key={tipId} className={styles.screen} aria-hidden="true" data-testid="gift-screen">
        <GiftEffect gift={shown.gift} />
      </div>
    )
  );
}
