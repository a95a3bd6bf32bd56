import { useIntl } from 'react-intl';
import { isAccountCode, isNamedKind } from './chartOfAccounts.ts';

/** What an account is called: by its kind where several kinds share a code, else by its code. */
export function useAccountTitle(): (code: string, kind?: string) => string {
  const { formatMessage } = useIntl();
  return (code, kind) => {
    if (kind !== undefined && isNamedKind(kind))
      return formatMessage({ id: `account.kind.${kind}` });
    return isAccountCode(code) ? formatMessage({ id: `account.${code}` }) : (kind ?? code);
  };
}
