import { Button, Card, Notice } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { isViewer, useUser } from '../app/session.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import type { Show } from './ShowPage.tsx';
import styles from './Shows.module.css';
import { useBuyTicket } from './useBuyTicket.ts';

/** What a ticket costs, and what becomes of the coins. */
export function TicketOffer({ show }: { readonly show: Show }) {
  const intl = useIntl();
  const mayBuy = isViewer(useUser());
  const buy = useBuyTicket(show);
  const onSale = show.state === 'OPEN' || show.kind === 'PAY_PER_VIEW';
  return (
    <Card as="section" className={styles.card} data-testid="ticket-offer">
      <h2>
        <FormattedMessage id={onSale ? 'show.offer' : 'show.soldOut'} />
      </h2>
      {onSale && (
        <>
          <Coins money={show.amount} size="lg" />
          <p>
            <FormattedMessage
              id={show.kind === 'TICKETED' ? 'show.refund' : 'show.refundView'}
              values={{ minutes: Math.round(show.deliverMs / 60_000) }}
            />
          </p>
          {mayBuy && (
            <Button
              variant="primary"
              isPending={buy.isPending}
              onPress={() => buy.mutate()}
              data-testid="ticket-buy"
            >
              <FormattedMessage id="show.buy" />
            </Button>
          )}
        </>
      )}
      {buy.isError && (
        <Notice tone="danger" role="alert" data-testid="ticket-error">
          {explain(intl, buy.error)}
        </Notice>
      )}
    </Card>
  );
}
