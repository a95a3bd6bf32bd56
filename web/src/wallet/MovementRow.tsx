import { classes } from '@stagedoor/design';
import type { Movement } from '@stagedoor/sdk';
import {
  CalendarX,
  Crown,
  Gift,
  Hourglass,
  type LucideIcon,
  Phone,
  Receipt,
  ShoppingBag,
  Ticket,
  Undo2,
} from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Coins } from '../common/Coins.tsx';
import { GivenGift } from '../common/GivenGift.tsx';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './MovementRow.module.css';
import { PurchaseReceipt } from './PurchaseReceipt.tsx';
import { RefundRequest } from './RefundRequest.tsx';

interface Kind {
  readonly label: MessageId;
  readonly icon: LucideIcon;
}

const KINDS: Readonly<Record<string, Kind>> = {
  CALL: { label: 'movement.CALL', icon: Phone },
  GIFT: { label: 'movement.GIFT', icon: Gift },
  TIP: { label: 'movement.TIP', icon: Gift },
  PURCHASE: { label: 'movement.PURCHASE', icon: ShoppingBag },
  PROMO: { label: 'movement.PROMO', icon: Gift },
  REDEEM: { label: 'movement.REDEEM', icon: Gift },
  REFUND: { label: 'movement.REFUND', icon: Undo2 },
  CALL_REFUND: { label: 'movement.CALL_REFUND', icon: Undo2 },
  CHARGEBACK: { label: 'movement.CHARGEBACK', icon: Undo2 },
  EXPIRE: { label: 'movement.EXPIRE', icon: Hourglass },
  TICKET_BUY: { label: 'movement.TICKET_BUY', icon: Ticket },
  TICKET_CANCEL: { label: 'movement.TICKET_CANCEL', icon: Undo2 },
  SUBSCRIBE: { label: 'movement.SUBSCRIBE', icon: Crown },
  ALLOWANCE: { label: 'movement.ALLOWANCE', icon: Gift },
  SUBSCRIPTION_REFUND: { label: 'movement.SUBSCRIPTION_REFUND', icon: Undo2 },
  BOOKING_FEE: { label: 'movement.BOOKING_FEE', icon: CalendarX },
  ADJUST: { label: 'movement.ADJUST', icon: Receipt },
};
/** The bank decided for the house, and the coins are back. */
const WON: Kind = { label: 'movement.CHARGEBACK_WON', icon: ShoppingBag };
const OTHER: Kind = { label: 'movement.other', icon: Receipt };

function kindOf({ kind, amount }: Movement): Kind {
  return kind === 'CHARGEBACK' && amount.amountMinor > 0 ? WON : (KINDS[kind] ?? OTHER);
}

export function MovementRow({ movement }: { readonly movement: Movement }) {
  const intl = useIntl();
  const format = useFormat();
  const { label, icon: Icon } = kindOf(movement);
  const title = movement.counterpartyName
    ? intl.formatMessage(
        { id: 'movement.with' },
        { kind: intl.formatMessage({ id: label }), name: movement.counterpartyName },
      )
    : intl.formatMessage({ id: label });
  return (
    <li className={styles.row} data-testid="movement" data-kind={movement.kind}>
      <span className={styles.icon}>
        <Icon size={18} aria-hidden />
      </span>
      <span className={styles.what}>
        <span className={styles.title}>{title}</span>
        {movement.gift && (
          <span className={styles.gift} data-testid="movement-gift">
            <GivenGift gift={movement.gift} />
          </span>
        )}
        <span className={styles.at}>
          <time dateTime={movement.at}>{format.dateTime(movement.at)}</time>
          {movement.privateMessage && (
            <span data-testid="movement-private">
              <FormattedMessage id="movement.private" />
            </span>
          )}
          {movement.callId && (
            <Link to={`/call/${movement.callId}`}>
              <FormattedMessage id="movement.receipt" />
            </Link>
          )}
          {movement.kind === 'PURCHASE' && <PurchaseReceipt orderId={movement.id} />}
          {movement.refundableUntil && (
            <RefundRequest orderId={movement.id} until={movement.refundableUntil} />
          )}
        </span>
      </span>
      <span className={classes(styles.amount, movement.amount.amountMinor > 0 && styles.in)}>
        <Coins money={movement.amount} signed />
      </span>
    </li>
  );
}
