import { TextField } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';

export type FactorHeaders = Readonly<Record<string, string>>;

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly autoFocus?: boolean;
}

/** Takes the code of an authenticator app, or a recovery code. */
export function CodeField({ value, onChange, autoFocus = false }: CodeFieldProps) {
  const { formatMessage } = useIntl();
  return (
    <TextField
      label={formatMessage({ id: 'factor.code' })}
      description={formatMessage({ id: 'factor.code.about' })}
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

/** Whether the person has a second factor, and needs one to work here. */
export function useFactorState() {
  const { rest } = useApi();
  return useQuery({
    queryKey: ['secondFactor'],
    queryFn: ({ signal }) => rest.get('/api/v1/me/second-factor', { signal }),
  });
}

/**
 * What a form needs that lets money go: a field for those who have a second factor, and the request's headers.
 *
 * @param asks whether what the form does lets money go
 */
export function useSecondFactor(asks: boolean) {
  const state = useFactorState();
  const [code, setCode] = useState('');
  const shown = code.trim();
  const headers: FactorHeaders = shown === '' ? {} : { 'Second-Factor': shown };
  return {
    field: asks && state.data?.enabled ? <CodeField value={code} onChange={setCode} /> : null,
    headers,
  };
}
