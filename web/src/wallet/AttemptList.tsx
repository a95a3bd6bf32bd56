import type { Order } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { useFormat } from '../i18n/format.ts';
import styles from './WalletCare.module.css';

/** What was tried in the viewer's absence: paid, not paid, or on its way. */
export function AttemptList({ attempts }: { readonly attempts: readonly Order[] }) {
  const format = useFormat();
  return (
    attempts.length > 0 && (
      <ul className={styles.list} data-testid="auto-top-up-attempts">
        {attempts.map((order) => (
          <li key={order.orderId} data-state={order.state}>
            <FormattedMessage
              id={`autoTopUp.${outcomeOf(order)}`}
              values={{
                when: format.dateTime(order.createdAt),
                price: format.money(order.price),
                coins: format.money(order.coins),
              }}
            />
          </li>
        ))}
      </ul>
    )
  );
}

function outcomeOf({ state }: Order) {
  switch (state) {
    case 'FAILED':
      return 'failed';
    case 'CREATED':
    case 'PENDING':
      return 'open';
    default:
      return 'bought';
  }
}
