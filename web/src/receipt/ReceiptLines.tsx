import type { Receipt } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import styles from './ReceiptLines.module.css';

interface ReceiptLinesProps {
  readonly receipt: Receipt;
  /** The viewer's copy says what was charged, the performer's what was earned. */
  readonly viewing: boolean;
}

export function ReceiptLines({ receipt, viewing }: ReceiptLinesProps) {
  const format = useFormat();
  // Each side's copy has only its own figure.
  const total = viewing ? receipt.charged : receipt.earned;
  return (
    <>
      <div className={styles.total}>
        <span className={styles.label}>
          <FormattedMessage id={viewing ? 'receipt.charged' : 'receipt.earned'} />
        </span>
        {total && <Coins money={total} size="lg" data-testid="receipt-total" />}
      </div>
      <dl className={styles.lines}>
        <div>
          <dt>
            <FormattedMessage id="receipt.delivered" />
          </dt>
          <dd data-testid="receipt-delivered" data-ms={receipt.deliveredMs}>
            {format.duration(receipt.deliveredMs)}
          </dd>
        </div>
        <div>
          <dt>
            <FormattedMessage id="receipt.chargedTime" />
          </dt>
          <dd>{format.duration(receipt.chargedMs)}</dd>
        </div>
        {receipt.parts.length < 2 && (
          <div>
            <dt>
              <FormattedMessage id="receipt.rate" />
            </dt>
            <dd>
              <FormattedMessage
                id="rate.perMinute"
                values={{ amount: <Coins money={receipt.perMinute} /> }}
              />
            </dd>
          </div>
        )}
        {receipt.parts.length > 1 && <Parts parts={receipt.parts} />}
        {receipt.tips.amountMinor > 0 && (
          <div>
            <dt>
              <FormattedMessage id="receipt.tips" />
            </dt>
            <dd>
              <Coins money={receipt.tips} data-testid="receipt-tips" />
            </dd>
          </div>
        )}
        <div>
          <dt>
            <FormattedMessage id="receipt.reason" />
          </dt>
          <dd>
            <FormattedMessage id={`reason.${receipt.reason}`} />
          </dd>
        </div>
      </dl>
    </>
  );
}

/** Sound and picture in turn, each at its rate; a minute begun before a switch is in the part that began it. */
function Parts({ parts }: { readonly parts: Receipt['parts'] }) {
  const format = useFormat();
  return parts.map((part, index) => (
    // Parts of a receipt never change their order.
    <div key={index} data-testid="receipt-part" data-kind={part.kind} data-ms={part.deliveredMs}>
      <dt>
        <FormattedMessage
          id={`receipt.part.${part.kind}`}
          values={{ time: format.duration(part.deliveredMs) }}
        />
      </dt>
      <dd>
        <FormattedMessage
          id="rate.perMinute"
          values={{ amount: <Coins money={part.perMinute} /> }}
        />
        {part.charged && (
          <>
            {' · '}
            <Coins money={part.charged} />
          </>
        )}
      </dd>
    </div>
  ));
}
