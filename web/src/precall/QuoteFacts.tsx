import { Button, Notice, Skeleton } from '@stagedoor/design';
import type { Quote } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { useOwnLimit } from '../wallet/useOwnLimit.ts';
import styles from './QuoteFacts.module.css';

interface QuoteFactsProps {
  readonly quote: Quote | undefined;
  readonly onTopUp: () => void;
  readonly onLimits: () => void;
}

/** Rate, balance and how long it lasts; with too little, how to get more, or which limit of one's own it is. */
export function QuoteFacts({ quote, onTopUp, onLimits }: QuoteFactsProps) {
  const limited = useOwnLimit(true) !== null;
  if (!quote) {
    return <Skeleton className={styles.loading} />;
  }
  const short = quote.spendable.amountMinor < quote.minimum.amountMinor;
  return (
    <div className={styles.facts}>
      <dl className={styles.list}>
        <div>
          <dt>
            <FormattedMessage id="preCall.rate" />
          </dt>
          <dd>
            <FormattedMessage
              id="rate.perMinute"
              values={{ amount: <Coins money={quote.perMinute} data-testid="quote-rate" /> }}
            />
          </dd>
        </div>
        <div>
          <dt>
            <FormattedMessage id={limited ? 'preCall.limitLeaves' : 'preCall.balance'} />
          </dt>
          <dd>
            <Coins money={quote.spendable} data-testid="quote-balance" />
          </dd>
        </div>
      </dl>
      {short ? (
        <Notice
          tone="warning"
          role="status"
          data-testid="quote-short"
          action={
            limited ? (
              <Button size="sm" onPress={onLimits} data-testid="quote-limits">
                <FormattedMessage id="limits.open" />
              </Button>
            ) : (
              <Button variant="accent" size="sm" onPress={onTopUp} data-testid="quote-top-up">
                <FormattedMessage id="wallet.topUp" />
              </Button>
            )
          }
        >
          <FormattedMessage
            id={limited ? 'preCall.limited' : 'preCall.short'}
            values={{ amount: <Coins money={quote.minimum} /> }}
          />
        </Notice>
      ) : (
        <p className={styles.estimate} data-testid="quote-estimate">
          <FormattedMessage id="preCall.estimate" values={{ minutes: quote.estimatedMinutes }} />
        </p>
      )}
    </div>
  );
}
