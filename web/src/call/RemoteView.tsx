import { Avatar, classes, Spinner } from '@stagedoor/design';
import type { Person } from '@stagedoor/sdk';
import { MicOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { CallSession } from './callState.ts';
import styles from './RemoteView.module.css';
import { StreamVideo } from './StreamVideo.tsx';
import { useCallDesk } from './useCallDesk.ts';

interface RemoteViewProps {
  readonly session: CallSession;
  readonly other: Person;
  readonly speakerId: string | undefined;
}

/** The other side fills the stage: their picture, or their name while there is none. */
export function RemoteView({ session, other, speakerId }: RemoteViewProps) {
  const intl = useIntl();
  const desk = useCallDesk();
  const connecting = session.call.state === 'CONNECTING';
  const pictured = session.call.kind === 'VIDEO' && session.remote.video && !connecting;
  return (
    <div className={styles.remote}>
      <StreamVideo
        stream={desk.link?.remoteStream ?? null}
        label={intl.formatMessage({ id: 'call.remote' }, { name: other.displayName })}
        className={classes(styles.video, !pictured && styles.hidden)}
        speakerId={speakerId}
        data-testid="remote-video"
      />
      {!pictured && (
        <div className={styles.absent}>
          <Avatar id={other.id} name={other.displayName} size="xl" />
          <p className={styles.name}>{other.displayName}</p>
          {connecting && (
            <p className={styles.connecting} role="status">
              <Spinner />
              <FormattedMessage id="call.connecting" />
            </p>
          )}
        </div>
      )}
      {!session.remote.audio && (
        <p className={styles.muted} role="status" data-testid="remote-muted">
          <MicOff size={16} aria-hidden />
          <FormattedMessage id="call.remoteMuted" values={{ name: other.displayName }} />
        </p>
      )}
    </div>
  );
}
