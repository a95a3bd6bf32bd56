import {
  FieldError,
  Input,
  Label,
  NumberField as AriaNumberField,
  Text,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components';
import type { ReactNode } from 'react';
import styles from './Field.module.css';

export interface NumberFieldProps extends Omit<
  AriaNumberFieldProps,
  'className' | 'style' | 'children'
> {
  readonly label: string;
  readonly description?: ReactNode;
  readonly errorMessage?: string | undefined;
  'data-testid'?: string;
}

/**
 * A labelled number, written and read in the reader's form, such as an amount of a currency or a share; what is typed counts
 * when the field is left. `data-testid` goes to the input itself.
 */
export function NumberField({ label, description, errorMessage, ...rest }: NumberFieldProps) {
  const testId = rest['data-testid'];
  const invalid = errorMessage ? { isInvalid: true } : {};
  return (
    <AriaNumberField
      isWheelDisabled
      {...rest}
      {...invalid}
      data-testid={undefined}
      className={styles.field ?? ''}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} data-testid={testId} />
      {description && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </AriaNumberField>
  );
}
