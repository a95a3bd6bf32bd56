import { Button, Segmented, TextField } from '@stagedoor/design';
import { coins } from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinIcon } from '../common/CoinIcon.tsx';
import { parseCoins } from './parseCoins.ts';
import styles from './TipBoard.module.css';

const DAYS = ['1', '7', '30'] as const;

export interface NewGoal {
  readonly title: string;
  readonly amountMinor: number;
  readonly days: number;
}

export interface CrowdGoalFormProps {
  readonly isSaving: boolean;
  readonly onSave: (goal: NewGoal) => void;
}

/** A new goal: what happens, for how many coins, within how many days. */
export function CrowdGoalForm({ isSaving, onSave }: CrowdGoalFormProps) {
  const intl = useIntl();
  const [title, setTitle] = useState('');
  const [price, setPrice] = useState('');
  const [days, setDays] = useState<(typeof DAYS)[number]>('7');
  const amount = parseCoins(price);
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && title.trim() !== '') {
          onSave({
            title: title.trim(),
            amountMinor: coins(amount).amountMinor,
            days: Number(days),
          });
        }
      }}
    >
      <TextField
        label={intl.formatMessage({ id: 'tipBoard.goalTitle' })}
        isRequired
        maxLength={80}
        value={title}
        onChange={setTitle}
        data-testid="crowd-goal-title"
      />
      <TextField
        label={intl.formatMessage({ id: 'tipBoard.goalPrice' })}
        inputMode="decimal"
        isRequired
        value={price}
        onChange={setPrice}
        errorMessage={
          price !== '' && amount === null ? intl.formatMessage({ id: 'rates.invalid' }) : undefined
        }
        suffix={<CoinIcon />}
        data-testid="crowd-goal-price"
      />
      <Segmented
        label={intl.formatMessage({ id: 'crowdGoal.within' })}
        options={DAYS.map((id) => ({
          id,
          label: intl.formatMessage({ id: 'crowdGoal.days' }, { days: Number(id) }),
        }))}
        value={days}
        onChange={setDays}
      />
      <Button type="submit" isPending={isSaving} data-testid="crowd-goal-save">
        <FormattedMessage id="crowdGoal.set" />
      </Button>
    </Form>
  );
}
