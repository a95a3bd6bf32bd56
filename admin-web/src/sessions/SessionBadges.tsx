import { Badge } from '@stagedoor/design';
import { TriangleAlert } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MeteredSession } from '../api/types.ts';
import styles from './SessionBadges.module.css';
import { isSessionState, toneOf } from './sessionState.ts';

/** Why a session ended, where the state does not say it already. */
const END_REASONS = [
  'HANG_UP',
  'INSUFFICIENT_FUNDS',
  'CONNECTION_LOST',
  'NODE_LOST',
  'MAXIMUM_DURATION',
  'NEVER_CONNECTED',
] as const;

export function StateBadge({ state }: { readonly state: string }) {
  return (
    <Badge tone={toneOf(state)} data-testid="session-state">
      {isSessionState(state) ? <FormattedMessage id={`session.state.${state}`} /> : state}
    </Badge>
  );
}

export function EndReason({ reason }: { readonly reason: string }) {
  const known = END_REASONS.find((candidate) => candidate === reason);
  if (known === undefined) return null;
  return (
    <span className={styles.reason}>
      <FormattedMessage id={`session.endReason.${known}`} />
    </span>
  );
}

/** Recovery settled the session after its node died: it was billed for delivered time only, rounded down. */
export function FaultFlag({ session }: { readonly session: MeteredSession }) {
  const { formatMessage } = useIntl();
  if (!session.fault) return null;
  return (
    <span
      className={styles.fault}
      title={formatMessage({ id: 'session.fault.about' })}
      data-testid="session-fault"
    >
      <TriangleAlert size={14} aria-hidden />
      <FormattedMessage id="session.fault" />
    </span>
  );
}
