import { Button, TextField } from '@stagedoor/design';
import { coins } from '@stagedoor/sdk';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinField } from '../common/CoinField.tsx';
import { parseCoins } from '../common/parseCoins.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import styles from './TipBoard.module.css';

export interface Priced {
  /** Empty where none is asked for. */
  readonly title: string;
  readonly amountMinor: number;
}

interface PricedFormProps {
  /** What the fields' test ids begin with. */
  readonly name: string;
  /** Without it no title is asked for. */
  readonly titleLabel?: MessageId;
  readonly priceLabel: MessageId;
  readonly saveLabel: MessageId;
  readonly isSaving: boolean;
  readonly onSave: (priced: Priced) => void;
  /** Further fields. */
  readonly children?: ReactNode;
}

/** Something that has a price in coins and mostly a title. */
export function PricedForm(props: PricedFormProps) {
  const { name, titleLabel, priceLabel, saveLabel, isSaving, onSave, children } = props;
  const intl = useIntl();
  const [title, setTitle] = useState('');
  const [price, setPrice] = useState('');
  const amount = parseCoins(price);
  const isNamed = titleLabel === undefined || title.trim() !== '';
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null && isNamed) {
          onSave({ title: title.trim(), amountMinor: coins(amount).amountMinor });
        }
      }}
    >
      {titleLabel && (
        <TextField
          label={intl.formatMessage({ id: titleLabel })}
          isRequired
          maxLength={80}
          value={title}
          onChange={setTitle}
          data-testid={`${name}-title`}
        />
      )}
      <CoinField
        label={intl.formatMessage({ id: priceLabel })}
        value={price}
        onChange={setPrice}
        data-testid={`${name}-price`}
      />
      {children}
      <Button type="submit" isPending={isSaving} data-testid={`${name}-save`}>
        <FormattedMessage id={saveLabel} />
      </Button>
    </Form>
  );
}
