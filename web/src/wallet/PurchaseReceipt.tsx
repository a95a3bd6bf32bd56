import { Button, Notice, Sheet, Skeleton } from '@stagedoor/design';
import type { PurchaseReceipt as Receipt } from '@stagedoor/sdk';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { Failed } from '../common/Failed.tsx';
import { keepFile } from '../common/keepFile.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import lines from '../receipt/ReceiptLines.module.css';
import styles from './WalletCare.module.css';

const STEPS: Readonly<Record<Receipt['steps'][number]['kind'], MessageId>> = {
  PAID: 'purchase.step.PAID',
  REFUNDED: 'purchase.step.REFUNDED',
  TAKEN_BACK: 'purchase.step.TAKEN_BACK',
  PAID_AGAIN: 'purchase.step.PAID_AGAIN',
};

/** What was paid for coins, behind a button. */
export function PurchaseReceipt({ orderId }: { readonly orderId: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="quiet" onPress={() => setOpen(true)} data-testid="order-receipt">
        <FormattedMessage id="movement.receipt" />
      </Button>
      <PurchaseReceiptSheet orderId={orderId} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

interface PurchaseReceiptSheetProps {
  readonly orderId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** What was paid for coins: price, the tax in it, what came back since, and a paper to keep. */
export function PurchaseReceiptSheet({ orderId, isOpen, onClose }: PurchaseReceiptSheetProps) {
  const intl = useIntl();
  const client = useClient();
  const query = useQuery({ ...queries.orderReceipt(client, orderId), enabled: isOpen });
  const save = useMutation({
    mutationFn: async () =>
      keepFile(
        `receipt-${query.data?.number ?? orderId}.pdf`,
        await client.rest.download('/api/v1/wallet/orders/{orderId}/receipt/paper', {
          path: { orderId },
        }),
      ),
  });
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={intl.formatMessage({ id: 'receipt.title' })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      size="sm"
    >
      <div className={styles.form}>
        {query.isPending && <Skeleton shape="block" />}
        {query.isError && <Failed error={query.error} retry={query.refetch} />}
        {query.data && <Lines receipt={query.data} />}
        {save.isError && (
          <Notice tone="danger" role="alert">
            {explain(intl, save.error)}
          </Notice>
        )}
        <Button
          wide
          icon={<FileText size={16} aria-hidden />}
          isPending={save.isPending}
          isDisabled={!query.data}
          onPress={() => save.mutate()}
          data-testid="order-receipt-paper"
        >
          <FormattedMessage id="purchase.save" />
        </Button>
      </div>
    </Sheet>
  );
}

function Lines({ receipt }: { readonly receipt: Receipt }) {
  const format = useFormat();
  const { steps, bonusCoins } = receipt;
  return (
    <dl className={lines.lines} data-testid="order-receipt-lines">
      <Line messageId="purchase.price">{format.amount(receipt.price)}</Line>
      <Line messageId="purchase.net">{format.amount(receipt.net)}</Line>
      <Line messageId="purchase.tax">{format.amount(receipt.tax)}</Line>
      <Line messageId="purchase.fees">
        <FormattedMessage id="purchase.noFees" />
      </Line>
      <Line messageId="purchase.coins">
        <Coins money={receipt.paidCoins} />
      </Line>
      {bonusCoins.amountMinor > 0 && (
        <Line messageId="purchase.bonusCoins">
          <Coins money={bonusCoins} />
        </Line>
      )}
      {steps.map((step, index) => (
        // Steps of a receipt never change their order.
        <div key={index} data-testid="order-receipt-step" data-kind={step.kind}>
          <dt>
            <FormattedMessage id={STEPS[step.kind]} values={{ at: format.dateTime(step.at) }} />
            {index > 0 && (
              <>
                {' · '}
                <span className={lines.unbroken}>{step.number}</span>
              </>
            )}
          </dt>
          <dd className={lines.unbroken}>{format.amount(step.amount)}</dd>
        </div>
      ))}
      {steps.length > 1 && (
        <Line messageId="purchase.remains">{format.amount(receipt.remains)}</Line>
      )}
      <Line messageId="purchase.number">{receipt.number}</Line>
      <Line messageId="purchase.order">{receipt.orderId}</Line>
    </dl>
  );
}

interface LineProps {
  readonly messageId: MessageId;
  readonly children: React.ReactNode;
}

function Line({ messageId, children }: LineProps) {
  return (
    <div>
      <dt>
        <FormattedMessage id={messageId} />
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
