import { buttonClass, EmptyState } from '@stagedoor/design';
import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import styles from './Gate.module.css';
import { useFactorState } from './SecondFactorField.tsx';

/** Where people set up their second factor, on the site itself. */
const SETTINGS = '/settings#second-factor';

/** Sends those away to set up a second factor who need one here; the server refuses them everything until then. */
export function FactorGate({ children }: { readonly children: ReactNode }) {
  const { formatMessage } = useIntl();
  const { data } = useFactorState();
  if (data === undefined || !data.required || data.enabled) return children;
  return (
    <main className={styles.middle}>
      <EmptyState
        icon={<KeyRound size={28} aria-hidden />}
        title={formatMessage({ id: 'factor.required' })}
        action={
          <a
            className={buttonClass({ variant: 'primary' })}
            href={SETTINGS}
            data-testid="set-up-factor"
          >
            <FormattedMessage id="factor.setUp" />
          </a>
        }
        data-testid="factor-required"
      >
        <FormattedMessage id="factor.required.about" />
      </EmptyState>
    </main>
  );
}
