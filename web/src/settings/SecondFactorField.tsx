import { TextField } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { factorHeader } from './factorHeader.ts';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly autoFocus?: boolean;
}

/** Takes the code of an authenticator app, or a recovery code. */
export function CodeField({ value, onChange, autoFocus = false }: CodeFieldProps) {
  const intl = useIntl();
  return (
    <TextField
      label={intl.formatMessage({ id: 'factor.code' })}
      description={intl.formatMessage({ id: 'factor.code.hint' })}
      autoComplete="one-time-code"
      isRequired
      maxLength={40}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      data-testid="factor-code"
    />
  );
}

/** What a form needs that asks once more who it is: a field for those who have a second factor, and the request's headers. */
export function useSecondFactor() {
  const state = useQuery(queries.secondFactor(useClient()));
  const [code, setCode] = useState('');
  return {
    field: state.data?.enabled ? <CodeField value={code} onChange={setCode} /> : null,
    headers: factorHeader(code),
    clear: () => setCode(''),
  };
}
