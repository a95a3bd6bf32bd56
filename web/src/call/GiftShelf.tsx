import type { GiftItem } from '@stagedoor/sdk';
import { Lock } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { GiftName } from '../common/GiftName.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './GiftShelf.module.css';

const CATEGORIES = ['BASIC', 'PREMIUM', 'LUXURY', 'EXCLUSIVE', 'EVENT'] as const;

interface GiftShelfProps {
  readonly items: readonly GiftItem[];
  readonly chosen: GiftItem | null;
  readonly isMember: boolean;
  readonly onChoose: (item: GiftItem) => void;
}

/** The catalogue to choose from, under a heading for each category that has something. */
export function GiftShelf({ items, chosen, isMember, onChoose }: GiftShelfProps) {
  return CATEGORIES.map((category) => {
    const shelf = items.filter((item) => item.category === category);
    return (
      shelf.length > 0 && (
        <section key={category} className={styles.shelf} aria-labelledby={`gifts-${category}`}>
          <h3 id={`gifts-${category}`}>
            <FormattedMessage id={`gift.category.${category}`} />
          </h3>
          <ul role="list" className={styles.grid} data-testid={`gifts-${category}`}>
            {shelf.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  className={styles.item}
                  aria-pressed={item.id === chosen?.id}
                  onClick={() => onChoose(item)}
                  data-testid={`gift-${item.id}`}
                >
                  <span className={styles.symbol} aria-hidden="true">
                    {item.symbol}
                  </span>
                  <GiftName gift={item} />
                  <Coins money={item.price} />
                  {isLocked(item, isMember) && (
                    <span className={styles.aside}>
                      <Lock size={14} aria-hidden />
                      <FormattedMessage id="gift.membersOnly.short" />
                    </span>
                  )}
                  <Until item={item} />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )
    );
  });
}

function Until({ item }: { readonly item: GiftItem }) {
  const format = useFormat();
  return (
    item.offeredUntil && (
      <span className={styles.aside}>
        <FormattedMessage
          id="gift.offeredUntil"
          values={{ moment: format.dateTime(item.offeredUntil) }}
        />
      </span>
    )
  );
}

/** Whether it is for members of the fan club, and the viewer is none. */
export function isLocked(item: GiftItem, isMember: boolean): boolean {
  return item.category === 'EXCLUSIVE' && !isMember;
}
