import { Select, TextField } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import { CURRENCIES, type LineDraft } from './adjustment.ts';
import styles from './Adjustments.module.css';

interface LineFieldsProps {
  readonly number: number;
  readonly line: LineDraft;
  readonly onChange: (line: LineDraft) => void;
}

const TEXTS = ['kind', 'owner', 'qualifier', 'amount'] as const;

/** One line of a correction: which account, whose, and by how much. */
export function LineFields({ number, line, onChange }: LineFieldsProps) {
  const { formatMessage } = useIntl();
  return (
    <fieldset className={styles.line} data-testid="adjustment-line">
      <legend>{formatMessage({ id: 'adjustments.line' }, { number })}</legend>
      {TEXTS.map((field) => (
        <TextField
          key={field}
          label={formatMessage({ id: `adjustments.field.${field}` })}
          autoComplete="off"
          value={line[field]}
          onChange={(text) => onChange({ ...line, [field]: text })}
          data-testid={`line-${field}`}
        />
      ))}
      <Select
        label={formatMessage({ id: 'adjustments.field.currency' })}
        value={line.currency}
        onChange={(currency) => onChange({ ...line, currency })}
        options={CURRENCIES.map((id) => ({ id, label: id }))}
        data-testid="line-currency"
      />
    </fieldset>
  );
}
