import { Switch, TextField } from '@stagedoor/design';
import { useFieldLabel } from './useFieldLabel.ts';
import type { Field, Row } from './sections.ts';
import { valueAt } from './sections.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly row: Row;
  readonly onChange: (value: string | number | boolean) => void;
  readonly testId: string;
}

/** One value of a price list. Numbers take digits only, so a slip cannot become a price. */
export function FieldInput({ field, row, onChange, testId }: FieldInputProps) {
  const label = useFieldLabel()(field.path);
  const value = valueAt(row, field.path);
  if (field.kind === 'flag') {
    return (
      <Switch isSelected={value === true} onChange={onChange} data-testid={testId}>
        {label}
      </Switch>
    );
  }
  return (
    <TextField
      label={label}
      value={String(value)}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      onChange={(text) => onChange(field.kind === 'number' ? digits(text) : text)}
      data-testid={testId}
    />
  );
}

function digits(text: string): number {
  return Number(text.replace(/\D/g, '').slice(0, 15));
}
