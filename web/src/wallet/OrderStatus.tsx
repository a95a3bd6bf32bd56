import { buttonClass, Notice, Spinner } from '@stagedoor/design';
import type { Order } from '@stagedoor/sdk';
import { ExternalLink } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import styles from './OrderStatus.module.css';
import type { TopUp } from './useTopUp.ts';

/** How a purchase stands. */
export function OrderStatus({ topUp }: { readonly topUp: TopUp }) {
  const intl = useIntl();
  if (topUp.error) {
    return (
      <Notice tone="danger" role="alert">
        {explain(intl, topUp.error)}
      </Notice>
    );
  }
  return topUp.order && <OrderNotice order={topUp.order} blocked={topUp.blocked} />;
}

function OrderNotice({ order, blocked }: { readonly order: Order; readonly blocked: boolean }) {
  switch (order.state) {
    case 'CREATED':
    case 'PENDING':
      return (
        <div className={styles.waiting} role="status" data-testid="order-waiting">
          <Spinner />
          <p>
            <FormattedMessage id={blocked ? 'order.blocked' : 'order.waiting'} />
          </p>
          <a
            href={order.redirectUrl}
            target="_blank"
            rel="noreferrer"
            className={buttonClass({ size: 'sm', variant: blocked ? 'accent' : 'secondary' })}
            data-testid="order-link"
          >
            <FormattedMessage id="order.open" />
            <ExternalLink size={16} className={styles.external} aria-hidden />
          </a>
        </div>
      );
    case 'PAID':
      return (
        <Notice tone="success" role="status" data-testid="order-paid">
          <FormattedMessage id="order.paid" values={{ amount: <Coins money={order.coins} /> }} />
        </Notice>
      );
    case 'FAILED':
      return (
        <Notice tone="danger" role="alert" data-testid="order-failed">
          <FormattedMessage id="order.failed" />
        </Notice>
      );
    case 'PART_REFUNDED':
    case 'REFUNDED':
    case 'CHARGEDBACK':
      return (
        <Notice tone="info" role="status">
          <FormattedMessage id="order.returned" />
        </Notice>
      );
  }
}
