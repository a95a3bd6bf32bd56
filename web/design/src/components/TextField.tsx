import type { ReactNode } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import styles from './Field.module.css';

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  'className' | 'style' | 'children'
> {
  readonly label: string;
  readonly description?: ReactNode;
  readonly errorMessage?: string | undefined;
  readonly placeholder?: string;
  /** More than one line: the number of rows shown. */
  readonly rows?: number;
  /** Shown inside the field's right edge, such as a unit. */
  readonly suffix?: ReactNode;
  readonly min?: string;
  readonly max?: string;
  'data-testid'?: string;
}

/** A labelled text input; `data-testid` goes to the input itself. */
export function TextField(props: TextFieldProps) {
  const { label, description, errorMessage, placeholder, rows, suffix, min, max, ...rest } = props;
  const testId = rest['data-testid'];
  const invalid = errorMessage ? { isInvalid: true } : {};
  return (
    <AriaTextField {...rest} {...invalid} data-testid={undefined} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      {rows ? (
        <TextArea
          className={styles.input ?? ''}
          rows={rows}
          placeholder={placeholder}
          data-testid={testId}
        />
      ) : (
        <div className={styles.box}>
          <Input
            className={styles.input ?? ''}
            placeholder={placeholder}
            min={min}
            max={max}
            data-testid={testId}
          />
          {suffix && <span className={styles.suffix}>{suffix}</span>}
        </div>
      )}
      {description && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </AriaTextField>
  );
}
