import type { TipReceived } from '@stagedoor/sdk';
import { Lock } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { GivenGift } from '../common/GivenGift.tsx';
import { chime } from './chime.ts';
import { GiftEffect } from './GiftEffect.tsx';
import { GiftScreen } from './GiftScreen.tsx';
import styles from './TipReactions.module.css';
import { tipSize } from './tipSize.ts';

const SHOWN_MS = 5_000;

/** The tip that has just been given, on both sides' screens, with a sound: more of both for a larger one. */
export function TipReactions({ tips }: { readonly tips: readonly TipReceived[] }) {
  const latest = tips.at(-1);
  return (
    <>
      <GiftScreen tips={tips} />
      {latest?.gift && latest.gift.category !== 'LUXURY' && (
        <Passing key={latest.tipId}>
          <GiftEffect gift={latest.gift} />
        </Passing>
      )}
      {/* The region stands from the start, so that screen readers notice what comes into it. */}
      <div role="status" className={styles.region}>
        {latest && (
          <Passing key={latest.tipId}>
            <Reaction tip={latest} />
          </Passing>
        )}
      </div>
    </>
  );
}

/** Something that is there for a moment. */
function Passing({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  return over ? null : children;
}

function Reaction({ tip }: { readonly tip: TipReceived }) {
  const size = tipSize(tip.amount);
  useEffect(() => chime(size), [size]);
  return (
    <div className={styles.reaction} data-size={size} data-testid="tip-reaction">
      <p className={styles.amount}>
        <Coins money={tip.amount} />
      </p>
      <From tip={tip} />
      {tip.gift && (
        <p className={styles.gift} data-testid="tip-gift">
          <span aria-hidden="true">{tip.gift.symbol} </span>
          <GivenGift gift={tip.gift} />
        </p>
      )}
      {tip.message && <p className={styles.message}>{tip.message}</p>}
      {tip.privateMessage && (
        <p className={styles.private} data-testid="tip-private-note">
          <Lock size={14} aria-hidden />
          {/* The viewer's copy has no words. */}
          <FormattedMessage id={tip.message ? 'tip.private.forYou' : 'tip.private.sent'} />
        </p>
      )}
    </div>
  );
}

function From({ tip: { gift, fromName } }: { readonly tip: TipReceived }) {
  return (
    <p>
      {fromName ? (
        <FormattedMessage id={gift ? 'tip.gave' : 'tip.from'} values={{ name: fromName }} />
      ) : (
        <FormattedMessage id={gift ? 'tip.gaveAnonymous' : 'tip.anonymous'} />
      )}
    </p>
  );
}
