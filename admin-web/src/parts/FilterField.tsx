import { TextField } from '@stagedoor/design';
import { useState } from 'react';
import styles from './Filters.module.css';

interface FilterFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** The filter now in force, empty if none. */
  readonly value: string;
  /** Turns what was typed into the filter's value, or null if it can be none. */
  readonly parse: (text: string) => string | null;
  readonly invalidMessage: string;
  readonly onChange: (value: string) => void;
  readonly testId: string;
  /** Takes a whole line on a phone. */
  readonly wide?: boolean;
}

/**
 * A filter typed or pasted as text. It takes effect as soon as the text makes sense, and says what is wrong only after
 * the field is left, because every id is incomplete while it is being typed.
 */
export function FilterField(props: FilterFieldProps) {
  const {
    label,
    placeholder,
    value,
    parse,
    invalidMessage,
    onChange,
    testId,
    wide = false,
  } = props;
  const [draft, setDraft] = useState({ text: value, of: value });
  const [left, setLeft] = useState(true);

  // A filter changed elsewhere (a link, the browser's back button) replaces the draft of the old one.
  const text = draft.of === value ? draft.text : value;
  const invalid = text.trim() !== '' && parse(text) === null;

  const change = (next: string) => {
    const parsed = next.trim() === '' ? '' : parse(next);
    setDraft({ text: next, of: parsed ?? value });
    setLeft(false);
    if (parsed !== null && parsed !== value) onChange(parsed);
  };

  return (
    <div className={wide ? styles.wide : undefined}>
      <TextField
        type="search"
        label={label}
        placeholder={placeholder}
        value={text}
        onChange={change}
        onBlur={() => setLeft(true)}
        errorMessage={invalid && left ? invalidMessage : undefined}
        autoComplete="off"
        spellCheck="false"
        data-testid={testId}
      />
    </div>
  );
}
