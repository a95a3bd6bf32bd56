import { Select, Switch, TextField } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import { useFieldLabel } from './useFieldLabel.ts';
import { CHOICES, isChoice, valueAt, type Field, type Row } from './sections.ts';
import { useMeaning } from './useMeaning.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly row: Row;
  readonly currency: string;
  readonly onChange: (value: string | number | boolean) => void;
  readonly testId: string;
}

/** One value of a price list. Numbers take digits only, so a slip cannot become a price; what they mean is said below. */
export function FieldInput({ field, row, currency, onChange, testId }: FieldInputProps) {
  const { formatMessage } = useIntl();
  const meaning = useMeaning(currency);
  const { kind } = field;
  const label = useFieldLabel()(field.path);
  const value = valueAt(row, field.path);
  if (kind === 'flag') {
    return (
      <Switch isSelected={value === true} onChange={onChange} data-testid={testId}>
        {label}
      </Switch>
    );
  }
  if (isChoice(kind)) {
    const known = CHOICES[kind].find((word) => word === value) ?? null;
    return (
      <Select
        label={label}
        options={CHOICES[kind].map((id) => ({
          id,
          label: formatMessage({ id: `prices.choice.${id}` }),
        }))}
        value={known}
        onChange={onChange}
        data-testid={testId}
      />
    );
  }
  const text = kind === 'text';
  const inUnits = kind === 'money' || kind === 'share' || kind === 'factor';
  return (
    <TextField
      label={inUnits ? formatMessage({ id: `prices.unit.${kind}` }, { label }) : label}
      description={inUnits ? meaning(field, value) : null}
      value={String(value)}
      inputMode={text ? 'text' : 'numeric'}
      onChange={(typed) => onChange(text ? typed : digits(typed))}
      data-testid={testId}
    />
  );
}

function digits(text: string): number {
  return Number(text.replace(/\D/g, '').slice(0, 15));
}
