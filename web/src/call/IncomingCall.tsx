import { Avatar, Button, Sheet } from '@stagedoor/design';
import type { CallView } from '@stagedoor/sdk';
import { useMutation } from '@tanstack/react-query';
import { Phone, PhoneOff } from 'lucide-react';
import { useEffect } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useNavigate } from 'react-router';
import { Coins } from '../common/Coins.tsx';
import styles from './IncomingCall.module.css';
import { ring } from './ringtone.ts';
import { useCallDesk, useDeskState } from './useCallDesk.ts';
import { useNow } from './useNow.ts';

/** Rings on whatever page the performer is. */
export function IncomingCall() {
  const { incoming } = useDeskState();
  return incoming && <Ringing key={incoming.callId} call={incoming} />;
}

function Ringing({ call }: { readonly call: CallView }) {
  const intl = useIntl();
  const desk = useCallDesk();
  const navigate = useNavigate();
  const decline = () => void desk.decline(call).catch(() => undefined);
  const accept = useMutation({ mutationFn: () => desk.accept(call) });
  useEffect(ring, []);
  const onAccept = () => {
    accept.mutate();
    void navigate(`/call/${call.callId}`);
  };
  return (
    <Sheet
      isOpen
      isAlert
      size="sm"
      onClose={decline}
      title={intl.formatMessage({ id: `incoming.${call.kind}` })}
      closeLabel={intl.formatMessage({ id: 'incoming.decline' })}
      data-testid="incoming-call"
    >
      <div className={styles.caller}>
        <span className={styles.pulse}>
          <Avatar id={call.viewer.id} name={call.viewer.displayName} size="xl" />
        </span>
        <p className={styles.name} data-testid="incoming-name">
          {call.viewer.displayName}
        </p>
        <p className={styles.rate}>
          <FormattedMessage
            id="rate.perMinute"
            values={{ amount: <Coins money={call.perMinute} /> }}
          />
        </p>
        <TimeLeft until={call.ringUntil} />
      </div>
      <div className={styles.actions}>
        <Button
          variant="danger"
          size="lg"
          icon={<PhoneOff size={20} aria-hidden />}
          onPress={decline}
          data-testid="decline-call"
        >
          <FormattedMessage id="incoming.decline" />
        </Button>
        <Button
          variant="success"
          size="lg"
          autoFocus
          icon={<Phone size={20} aria-hidden />}
          onPress={onAccept}
          data-testid="accept-call"
        >
          <FormattedMessage id="incoming.accept" />
        </Button>
      </div>
    </Sheet>
  );
}

function TimeLeft({ until }: { readonly until: string | undefined }) {
  const now = useNow(1000);
  if (!until) {
    return null;
  }
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - now) / 1000));
  return (
    <p className={styles.left}>
      <FormattedMessage id="incoming.left" values={{ seconds }} />
    </p>
  );
}
