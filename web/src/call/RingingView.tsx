import { Avatar, Button } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { PhoneOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import type { CallSession } from './callState.ts';
import styles from './RingingView.module.css';
import { StreamVideo } from './StreamVideo.tsx';
import { useCallDesk } from './useCallDesk.ts';
import { usePageTitle } from './usePageTitle.ts';

/** The viewer waits for the performer to answer. Nothing is charged. */
export function RingingView({ session }: { readonly session: CallSession }) {
  const intl = useIntl();
  const desk = useCallDesk();
  const cancel = useMutation({ mutationFn: () => desk.cancel() });
  const { performer, perMinute, kind } = session.call;
  usePageTitle(intl.formatMessage({ id: 'ringing.title' }, { name: performer.displayName }));
  return (
    <section className={styles.ringing} data-testid="ringing">
      {kind === 'VIDEO' && desk.media && (
        <StreamVideo
          stream={desk.media.stream}
          label={intl.formatMessage({ id: 'call.self' })}
          muted
          className={styles.backdrop}
        />
      )}
      <div className={styles.content}>
        <span className={styles.pulse}>
          <Avatar id={performer.id} name={performer.displayName} size="xl" />
        </span>
        <h1 className={styles.title} role="status">
          <FormattedMessage id="ringing.title" values={{ name: performer.displayName }} />
        </h1>
        <p className={styles.hint}>
          <FormattedMessage
            id="ringing.hint"
            values={{ amount: <Coins money={perMinute} size="sm" /> }}
          />
        </p>
        <Button
          variant="danger"
          size="lg"
          icon={<PhoneOff size={20} aria-hidden />}
          isPending={cancel.isPending}
          onPress={() => cancel.mutate()}
          data-testid="cancel-call"
        >
          <FormattedMessage id="ringing.cancel" />
        </Button>
      </div>
    </section>
  );
}
