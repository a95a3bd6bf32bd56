import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import styles from './Field.module.css';

export interface SelectOption<Id extends string = string> {
  readonly id: Id;
  readonly label: string;
}

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly options: readonly SelectOption<Id>[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly 'data-testid'?: string;
}

/** One of a short list. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, options, value, onChange, placeholder, isDisabled = false } = props;
  return (
    <AriaSelect
      className={styles.field ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
      isDisabled={isDisabled}
      {...(placeholder && { placeholder })}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.trigger ?? ''} data-testid={props['data-testid']}>
        <SelectValue className={styles.value ?? ''} />
        <ChevronDown size={18} aria-hidden />
      </Button>
      <FieldError className={styles.error ?? ''} />
      <Popover className={styles.popover ?? ''}>
        <ListBox items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={styles.option ?? ''}>
              {({ isSelected }) => (
                <>
                  <span>{option.label}</span>
                  {isSelected && <Check size={16} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
