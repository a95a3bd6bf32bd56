import { Button, Notice, TextField } from '@stagedoor/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { Coins } from '../common/Coins.tsx';
import { explain } from '../common/problems.ts';
import styles from './WalletCare.module.css';

/** A code that gives coins. Sent again after a failure, it still counts once. */
export function RedeemCode() {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const [code, setCode] = useState('');
  const [redemptionId, setRedemptionId] = useState(() => crypto.randomUUID());
  const redeem = useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/wallet/redemptions', { body: { redemptionId, code } }),
    onSuccess: () => {
      setCode('');
      setRedemptionId(crypto.randomUUID());
      void cache.invalidateQueries({ queryKey: ['wallet'] });
      void cache.invalidateQueries({ queryKey: ['movements'] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    redeem.mutate();
  };
  return (
    <section className={styles.section} aria-labelledby="redeem">
      <h2 id="redeem">
        <FormattedMessage id="redeem.title" />
      </h2>
      <form className={styles.row} onSubmit={submit}>
        <TextField
          label={intl.formatMessage({ id: 'redeem.code' })}
          value={code}
          onChange={setCode}
          autoComplete="off"
          maxLength={64}
          data-testid="redeem-code"
        />
        <Button
          type="submit"
          isPending={redeem.isPending}
          isDisabled={code.trim() === ''}
          data-testid="redeem-submit"
        >
          <FormattedMessage id="redeem.submit" />
        </Button>
      </form>
      {redeem.isError && (
        <Notice tone="danger" role="alert" data-testid="redeem-error">
          {explain(intl, redeem.error)}
        </Notice>
      )}
      {redeem.isSuccess && (
        <Notice tone="success" role="status" data-testid="redeem-done">
          <FormattedMessage
            id="redeem.done"
            values={{ amount: <Coins money={redeem.data.coins} /> }}
          />
        </Notice>
      )}
    </section>
  );
}
