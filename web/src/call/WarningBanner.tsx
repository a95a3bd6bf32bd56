import { Button } from '@stagedoor/design';
import { TriangleAlert } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { formatClock } from '../i18n/format.ts';
import type { CallSession } from './callState.ts';
import { useOwnLimit } from '../wallet/useOwnLimit.ts';
import styles from './WarningBanner.module.css';

interface WarningBannerProps {
  readonly session: CallSession;
  readonly onTopUp: () => void;
}

/** The viewer's coins run low: how long they last, and the way to more. Of a booked call, the time that is left. */
export function WarningBanner({ session, onTopUp }: WarningBannerProps) {
  const { warning, meter, pause } = session;
  const limited =
    useOwnLimit(warning !== null && session.side === 'VIEWER' && !session.call.booked) !== null;
  if (session.side !== 'VIEWER' || !warning || pause) {
    return null;
  }
  const coins = limited ? 'warning.limited' : (`warning.${warning.level}` as const);
  const id = session.call.booked ? 'warning.booked' : coins;
  const remainingMs = meter?.remainingMs ?? warning.remainingMs;
  return (
    <div className={styles.banner} data-level={warning.level} data-testid="low-balance">
      <TriangleAlert size={20} aria-hidden />
      {/* Announced once a level, not at every second of the countdown. */}
      <p role="alert" className="visually-hidden">
        <FormattedMessage id={id} values={{ time: formatClock(warning.remainingMs) }} />
      </p>
      <p aria-hidden className={styles.text}>
        <FormattedMessage id={id} values={{ time: formatClock(remainingMs) }} />
      </p>
      {!session.call.booked && !limited && (
        <Button variant="accent" size="sm" onPress={onTopUp} data-testid="warning-top-up">
          <FormattedMessage id="wallet.topUp" />
        </Button>
      )}
    </div>
  );
}
