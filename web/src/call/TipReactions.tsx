import type { TipReceived } from '@stagedoor/sdk';
import { useEffect, useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { chime } from './chime.ts';
import styles from './TipReactions.module.css';
import { tipSize } from './tipSize.ts';

const SHOWN_MS = 5_000;

/** The tip that has just been given, on both sides' screens, with a sound: more of both for a larger one. */
export function TipReactions({ tips }: { readonly tips: readonly TipReceived[] }) {
  const latest = tips.at(-1);
  return (
    // The region stands from the start, so that screen readers notice what comes into it.
    <div role="status" className={styles.region}>
      {latest && <Reaction key={latest.tipId} tip={latest} />}
    </div>
  );
}

function Reaction({ tip }: { readonly tip: TipReceived }) {
  const [over, setOver] = useState(false);
  const size = tipSize(tip.amount);
  useEffect(() => chime(size), [size]);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  if (over) {
    return null;
  }
  return (
    <div className={styles.reaction} data-size={size} data-testid="tip-reaction">
      <p className={styles.amount}>
        <Coins money={tip.amount} />
      </p>
      <p>
        {tip.fromName ? (
          <FormattedMessage id="tip.from" values={{ name: tip.fromName }} />
        ) : (
          <FormattedMessage id="tip.anonymous" />
        )}
      </p>
      {tip.message && <p className={styles.message}>{tip.message}</p>}
    </div>
  );
}
