import { Button, Spinner } from '@stagedoor/design';
import { CirclePause } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import type { CallSession } from './callState.ts';
import styles from './PauseOverlay.module.css';
import type { MessageId } from '../i18n/Messages.tsx';
import { useOwnLimit } from '../wallet/useOwnLimit.ts';
import { useNow } from './useNow.ts';

interface PauseOverlayProps {
  readonly session: CallSession;
  readonly onTopUp: () => void;
}

/** Why nothing is seen now, how long it may last, and what helps. Nothing is charged meanwhile. */
export function PauseOverlay({ session, onTopUp }: PauseOverlayProps) {
  const { pause, link, side, call } = session;
  const spent = pause?.reason === 'INSUFFICIENT_FUNDS' && side === 'VIEWER';
  const limited = useOwnLimit(spent) !== null;
  const reconnecting = link === 'RECONNECTING' && call.state === 'ACTIVE';
  if (!pause && !reconnecting) {
    return null;
  }
  const unfunded = pause?.reason === 'INSUFFICIENT_FUNDS';
  return (
    <div className={styles.overlay} data-testid="call-paused" data-reason={pause?.reason ?? 'LINK'}>
      {unfunded ? <CirclePause size={40} aria-hidden /> : <Spinner size={40} />}
      <p className={styles.title} role="alert">
        <FormattedMessage id={spent && limited ? 'pause.limited' : causeOf(session)} />
      </p>
      {pause && <Countdown endsAtMs={pause.endsAtMs} />}
      <p className={styles.note}>
        <FormattedMessage id="pause.unbilled" />
      </p>
      {spent && !limited && (
        <Button variant="accent" size="lg" onPress={onTopUp} data-testid="pause-top-up">
          <FormattedMessage id="wallet.topUp" />
        </Button>
      )}
    </div>
  );
}

/** Whether it is this side's own network; the server can only say that somebody is away. */
function causeOf({ pause, link, side }: CallSession): MessageId {
  if (pause?.reason === 'INSUFFICIENT_FUNDS') {
    return `pause.unfunded.${side}`;
  }
  return link === 'RECONNECTING' ? 'pause.own' : 'pause.other';
}

function Countdown({ endsAtMs }: { readonly endsAtMs: number }) {
  const now = useNow(250);
  const seconds = Math.max(0, Math.ceil((endsAtMs - now) / 1000));
  return (
    <p className={styles.countdown} role="timer">
      <FormattedMessage id="pause.countdown" values={{ seconds }} />
    </p>
  );
}
