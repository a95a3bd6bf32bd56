import { classes } from '@stagedoor/design';
import type { Money } from '@stagedoor/sdk';
import { useFormat } from '../i18n/format.ts';
import { CoinIcon } from './CoinIcon.tsx';
import styles from './Coins.module.css';

interface CoinsProps {
  readonly money: Money;
  readonly size?: 'sm' | 'md' | 'lg';
  /** Shows a plus before what comes in. */
  readonly signed?: boolean;
  readonly 'data-testid'?: string;
}

/** An amount of coins with its picture; screen readers hear "80 coins". Other currencies as text. */
export function Coins({ money, size = 'md', signed = false, ...rest }: CoinsProps) {
  const format = useFormat();
  const sign = signed && money.amountMinor > 0 ? '+' : '';
  return (
    <span {...rest} className={classes(styles.coins, styles[size])} data-minor={money.amountMinor}>
      {money.currency === 'COIN' && <CoinIcon />}
      <span aria-hidden>{sign + format.amount(money)}</span>
      <span className="visually-hidden">{format.money(money)}</span>
    </span>
  );
}
