import { NumberField, Select, Switch, TextField } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import { numberForm } from './numberForm.ts';
import { useFieldLabel } from './useFieldLabel.ts';
import { CHOICES, isChoice, valueAt, type Field, type Row } from './sections.ts';

/** More than any price, and few enough for every digit to count. */
const MOST = 10 ** 13;

interface FieldInputProps {
  readonly field: Field;
  readonly row: Row;
  readonly currency: string;
  readonly onChange: (value: string | number | boolean) => void;
  readonly testId: string;
}

/** One value of a price list. Amounts, shares and factors are typed as people write them. */
export function FieldInput({ field, row, currency, onChange, testId }: FieldInputProps) {
  const { formatMessage } = useIntl();
  const { kind } = field;
  const label = useFieldLabel()(field.path);
  const value: unknown = valueAt(row, field.path) ?? field.unsaid;
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
  if (kind === 'moment') {
    return (
      <TextField
        type="datetime-local"
        label={label}
        description={formatMessage({ id: 'prices.moment.about' })}
        value={typeof value === 'string' ? localTime(value) : ''}
        onChange={(typed) => onChange(typed === '' ? '' : new Date(typed).toISOString())}
        data-testid={testId}
      />
    );
  }
  const form = numberForm(kind, currency);
  if (form) {
    const { per, options } = form;
    return (
      <NumberField
        label={label}
        formatOptions={options}
        minValue={0}
        maxValue={MOST / per}
        value={typeof value === 'number' ? value / per : 0}
        onChange={(typed) => onChange(Number.isNaN(typed) ? 0 : Math.round(typed * per))}
        data-testid={testId}
      />
    );
  }
  return (
    <TextField
      label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      data-testid={testId}
    />
  );
}

/** A moment as the browser's field for a date and a time of day has it, in the reader's time zone. */
function localTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
