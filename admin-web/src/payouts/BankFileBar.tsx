import { Button } from '@stagedoor/design';
import type { SubmitEvent } from 'react';
import { FormattedMessage } from 'react-intl';
import { useSecondFactor } from '../auth/SecondFactorField.tsx';
import { downloadCsv } from '../csv/download.ts';
import { Refused } from '../parts/Refused.tsx';
import { useBankFile } from './payoutQueries.ts';
import styles from './Payouts.module.css';

/** What waits to be taken to the bank, and the file of it. */
export function BankFileBar({ waiting }: { readonly waiting: number }) {
  const file = useBankFile();
  const factor = useSecondFactor(true);
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    file.mutate(factor.headers, {
      onSuccess: ({ batchId, csv }) => downloadCsv(`payouts-${batchId}.csv`, csv),
    });
  };
  return (
    <form className={styles.bar} onSubmit={take} data-testid="bank-file">
      <span>
        <FormattedMessage id="payouts.waitingForBank" values={{ count: waiting }} />
      </span>
      {factor.field}
      <Button type="submit" isPending={file.isPending} data-testid="bank-file-take">
        <FormattedMessage id="payouts.takeFile" />
      </Button>
      {file.isError && <Refused error={file.error} data-testid="bank-file-error" />}
    </form>
  );
}
