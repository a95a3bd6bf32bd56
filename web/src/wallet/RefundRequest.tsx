import { Button, Notice, Sheet, TextField } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { useNow } from '../call/useNow.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './WalletCare.module.css';

/** As the server has it. */
const REASON_LENGTH_MINIMUM = 3;

const EVERY_MINUTE = 60_000;

interface RefundRequestProps {
  readonly orderId: string;
  /** When it is too late to ask (ISO 8601). */
  readonly until: string;
}

/** Asks for the unused coins of an order to be taken back, as long as there is time. */
export function RefundRequest({ orderId, until }: RefundRequestProps) {
  const intl = useIntl();
  const format = useFormat();
  const now = useNow(EVERY_MINUTE);
  const client = useClient();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [refundId] = useState(() => crypto.randomUUID());
  const ask = useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/wallet/refunds', {
        body: { refundId, orderId, reason: reason.trim() },
      }),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  // Whoever is writing is told by the server that time is over, and does not lose the words.
  if (!isOpen && now > Date.parse(until)) {
    return null;
  }
  return (
    <>
      <Button size="sm" variant="quiet" onPress={() => setOpen(true)} data-testid="refund">
        <FormattedMessage id="refund.ask" />
      </Button>
      <Sheet
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={intl.formatMessage({ id: 'refund.title' })}
        closeLabel={intl.formatMessage({ id: 'action.close' })}
        size="sm"
      >
        {ask.isSuccess ? (
          <Notice tone="success" role="status" data-testid="refund-asked">
            <FormattedMessage id="refund.asked" />
          </Notice>
        ) : (
          <form className={styles.form} onSubmit={submit}>
            <p className={styles.note}>
              <FormattedMessage id="refund.about" values={{ until: format.dateTime(until) }} />
            </p>
            {ask.isError && (
              <Notice tone="danger" role="alert" data-testid="refund-error">
                {explain(intl, ask.error)}
              </Notice>
            )}
            <TextField
              label={intl.formatMessage({ id: 'refund.reason' })}
              rows={3}
              maxLength={500}
              value={reason}
              onChange={setReason}
              data-testid="refund-reason"
            />
            <Button
              type="submit"
              wide
              isPending={ask.isPending}
              isDisabled={reason.trim().length < REASON_LENGTH_MINIMUM}
              data-testid="refund-submit"
            >
              <FormattedMessage id="refund.submit" />
            </Button>
          </form>
        )}
      </Sheet>
    </>
  );
}
