import type { Person } from '@stagedoor/sdk';
import { Plus } from 'lucide-react';
import { Button } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { formatClock } from '../i18n/format.ts';
import type { CallSession } from './callState.ts';
import styles from './MeterBar.module.css';
import { liveDeliveredMs } from './liveTime.ts';
import { QualityBars } from './QualityBars.tsx';
import { useNow } from './useNow.ts';

interface MeterBarProps {
  readonly session: CallSession;
  readonly other: Person;
  readonly onTopUp: () => void;
}

/** Who, how long, what it costs and how good the network is. The figures are the server's. */
export function MeterBar({ session, other, onTopUp }: MeterBarProps) {
  const intl = useIntl();
  const { call, meter, side } = session;
  return (
    <header className={styles.bar}>
      <div className={styles.who}>
        <h1 className={styles.name}>{other.displayName}</h1>
        <p className={styles.rate}>
          <FormattedMessage
            id="rate.perMinute"
            values={{ amount: <Coins money={call.perMinute} size="sm" data-testid="call-rate" /> }}
          />
        </p>
      </div>
      <dl className={styles.figures}>
        <div>
          <dt className="visually-hidden">
            <FormattedMessage id="call.quality" />
          </dt>
          <dd>
            <QualityBars quality={session.quality} />
          </dd>
        </div>
        <div>
          <dt className="visually-hidden">
            <FormattedMessage id="call.time" />
          </dt>
          <dd>
            <Timer session={session} />
          </dd>
        </div>
        <div>
          <dt className="visually-hidden">
            <FormattedMessage id={side === 'VIEWER' ? 'call.charged' : 'call.earned'} />
          </dt>
          <dd>
            {side === 'PERFORMER' ? (
              <Coins money={meter?.earned ?? call.charged} data-testid="call-earned" />
            ) : (
              <Button
                className={styles.topUp ?? ''}
                aria-label={intl.formatMessage({ id: 'call.chargedTopUp' })}
                onPress={onTopUp}
                data-testid="open-top-up"
              >
                <Coins money={meter?.charged ?? call.charged} data-testid="call-charged" />
                <Plus size={16} aria-hidden />
              </Button>
            )}
          </dd>
        </div>
      </dl>
    </header>
  );
}

function Timer({ session }: { readonly session: CallSession }) {
  const { call, meter, meterAtMs } = session;
  const now = useNow(250, meter?.flowing ?? false);
  return (
    <span role="timer" className={styles.timer} data-testid="call-timer">
      {formatClock(meter ? liveDeliveredMs(meter, meterAtMs, now) : call.deliveredMs)}
    </span>
  );
}
