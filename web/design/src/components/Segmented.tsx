import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import styles from './Segmented.module.css';

export interface SegmentedOption<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly 'data-testid'?: string;
}

export interface SegmentedProps<Id extends string> {
  readonly label: string;
  readonly options: readonly SegmentedOption<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** Shows the label above instead of only telling screen readers. */
  readonly showLabel?: boolean;
  readonly isDisabled?: boolean;
}

/** A choice between two to four things, all in sight: a radio group drawn as one bar. */
export function Segmented<Id extends string>(props: SegmentedProps<Id>) {
  const { label, options, value, onChange, showLabel = false, isDisabled = false } = props;
  return (
    <RadioGroup
      className={styles.group ?? ''}
      value={value}
      onChange={(id) => onChange(id as Id)}
      isDisabled={isDisabled}
      orientation="horizontal"
      {...(!showLabel && { 'aria-label': label })}
    >
      {showLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      <div className={styles.bar}>
        {options.map((option) => (
          <RadioField key={option.id} value={option.id} className={styles.cell ?? ''}>
            <RadioButton className={styles.option ?? ''} data-testid={option['data-testid']}>
              {option.label}
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
