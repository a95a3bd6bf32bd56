import { Button, TextField } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinIcon } from '../common/CoinIcon.tsx';
import { parseCoins } from '../studio/parseCoins.ts';
import styles from './PledgeForm.module.css';

export interface PledgeFormProps {
  readonly isPending: boolean;
  readonly onPledge: (amount: number) => void;
}

/** How much to pledge. */
export function PledgeForm({ isPending, onPledge }: PledgeFormProps) {
  const intl = useIntl();
  const [text, setText] = useState('');
  const amount = parseCoins(text);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null) {
          onPledge(amount);
          setText('');
        }
      }}
    >
      <TextField
        label={intl.formatMessage({ id: 'crowdGoal.amount' })}
        inputMode="decimal"
        isRequired
        value={text}
        onChange={setText}
        errorMessage={
          text !== '' && amount === null ? intl.formatMessage({ id: 'rates.invalid' }) : undefined
        }
        suffix={<CoinIcon />}
        data-testid="pledge-amount"
      />
      <Button type="submit" variant="primary" isPending={isPending} data-testid="pledge">
        <FormattedMessage id="crowdGoal.pledge" />
      </Button>
    </form>
  );
}
