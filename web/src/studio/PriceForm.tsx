import { Button, TextField } from '@stagedoor/design';
import { coins } from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinIcon } from '../common/CoinIcon.tsx';
import { parseCoins } from './parseCoins.ts';
import styles from './TipBoard.module.css';

export interface PriceFormProps {
  readonly name: 'goal' | 'club';
  /** Asks for a title, too. */
  readonly titled?: boolean;
  readonly isSaving: boolean;
  readonly onSave: (amountMinor: number, title: string) => void;
}

/** A number of coins, with a title where there is one. */
export function PriceForm({ name, titled = false, isSaving, onSave }: PriceFormProps) {
  const intl = useIntl();
  const [title, setTitle] = useState('');
  const [price, setPrice] = useState('');
  const amount = parseCoins(price);
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && (!titled || title.trim() !== '')) {
          onSave(coins(amount).amountMinor, title.trim());
        }
      }}
    >
      {titled && (
        <TextField
          label={intl.formatMessage({ id: 'tipBoard.goalTitle' })}
          isRequired
          maxLength={80}
          value={title}
          onChange={setTitle}
          data-testid={`${name}-title`}
        />
      )}
      <TextField
        label={intl.formatMessage({
          id: name === 'goal' ? 'tipBoard.goalPrice' : 'tipBoard.clubPrice',
        })}
        inputMode="decimal"
        isRequired
        value={price}
        onChange={setPrice}
        errorMessage={
          price !== '' && amount === null ? intl.formatMessage({ id: 'rates.invalid' }) : undefined
        }
        suffix={<CoinIcon />}
        data-testid={`${name}-price`}
      />
      <Button type="submit" isPending={isSaving} data-testid={`${name}-save`}>
        <FormattedMessage id="tipBoard.save" />
      </Button>
    </Form>
  );
}
