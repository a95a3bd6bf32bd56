import { useIntl } from 'react-intl';
import { columnsOf } from '../money/journal.ts';
import { formatAmount, formatMoney, type Money } from '../money/money.ts';
import styles from './Amount.module.css';

interface AmountProps {
  readonly money: Money;
  /** Names the asset; leave it out where a heading names it for the whole column. */
  readonly withAsset?: boolean;
}

/** An amount in the reader's locale, in figures of one width. */
export function Amount({ money, withAsset = false }: AmountProps) {
  const { locale } = useIntl();
  const text = withAsset ? formatMoney(money, locale) : formatAmount(money, locale);
  return <span className={styles.amount}>{text}</span>;
}

/**
 * A balance as accountants write it: a positive figure and its side, `Dr` or `Cr`, instead of the ledger's sign. A zero
 * balance has no side.
 */
export function Balance({ money, withAsset = false }: AmountProps) {
  const { formatMessage } = useIntl();
  const { debit, credit } = columnsOf(money);
  const side = debit ? 'ledger.dr' : 'ledger.cr';
  return (
    <span className={styles.balance}>
      <Amount money={debit ?? credit ?? money} withAsset={withAsset} />
      <abbr
        className={styles.side}
        title={
          debit || credit
            ? formatMessage({ id: debit ? 'ledger.debit' : 'ledger.credit' })
            : undefined
        }
      >
        {(debit ?? credit) && formatMessage({ id: side })}
      </abbr>
    </span>
  );
}
