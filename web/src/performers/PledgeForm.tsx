import { Button } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinField } from '../common/CoinField.tsx';
import { parseCoins } from '../common/parseCoins.ts';
import styles from './PledgeForm.module.css';

interface PledgeFormProps {
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
      <CoinField
        label={intl.formatMessage({ id: 'crowdGoal.amount' })}
        value={text}
        onChange={setText}
        data-testid="pledge-amount"
      />
      <Button type="submit" variant="primary" isPending={isPending} data-testid="pledge">
        <FormattedMessage id="crowdGoal.pledge" />
      </Button>
    </form>
  );
}
