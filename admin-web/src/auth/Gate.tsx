import { Button, EmptyState, Spinner } from '@stagedoor/design';
import { useQueryClient } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import { ProblemPanel } from '../parts/ProblemPanel.tsx';
import type { User } from '../api/types.ts';
import { FactorGate } from './FactorGate.tsx';
import styles from './Gate.module.css';
import { SignInPage } from './SignInPage.tsx';
import { useAccess } from './useAccess.ts';

/** Shows the console to who works for the house; everybody else is told what is missing. */
export function Gate({ children }: { readonly children: (user: User) => ReactNode }) {
  const { formatMessage } = useIntl();
  const access = useAccess();
  const cache = useQueryClient();
  const admitted = access.state === 'admitted';

  // What one person has read is not left for whoever signs in next.
  useEffect(() => {
    if (!admitted) cache.clear();
  }, [admitted, cache]);

  switch (access.state) {
    case 'restoring':
      return (
        <main
          className={styles.middle}
          aria-busy="true"
          aria-label={formatMessage({ id: 'query.loading' })}
        >
          <Spinner size={28} />
        </main>
      );
    case 'unreachable':
      return (
        <main className={styles.middle}>
          <ProblemPanel error={access.error} onRetry={access.retry} />
        </main>
      );
    case 'signedOut':
      return <SignInPage />;
    case 'notAdmin':
      return <NotAdmin user={access.user} />;
    case 'admitted':
      return <FactorGate>{children(access.user)}</FactorGate>;
  }
}

function NotAdmin({ user }: { readonly user: User }) {
  const { formatMessage } = useIntl();
  const { session } = useApi();
  return (
    <main className={styles.middle}>
      <EmptyState
        icon={<ShieldAlert size={28} aria-hidden />}
        title={formatMessage({ id: 'gate.notAdmin' })}
        action={
          <Button
            variant="primary"
            onPress={() => void session.signOut().catch(() => undefined)}
            data-testid="sign-in-as-other"
          >
            <FormattedMessage id="gate.signInAsOther" />
          </Button>
        }
        data-testid="not-admin"
      >
        <FormattedMessage id="gate.notAdmin.about" values={{ email: user.email }} />
      </EmptyState>
    </main>
  );
}
