import { Button, Notice } from '@stagedoor/design';
import type { LiveLink } from '@stagedoor/sdk';
import { useCallback, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { StreamVideo } from '../call/StreamVideo.tsx';
import { TipReactions } from '../call/TipReactions.tsx';
import { explain } from '../common/problems.ts';
import { Giving } from './Giving.tsx';
import type { Show } from './ShowPage.tsx';
import styles from './Shows.module.css';
import { useLive } from './useLive.ts';
import { useShowTips } from './useShowTips.ts';

/** Where somebody with a ticket watches. The picture begins when the performer's does. */
export function Seat({ show }: { readonly show: Show }) {
  const intl = useIntl();
  const client = useClient();
  const live = useLive();
  const tips = useShowTips(show.eventId);
  const link = live.state === 'FAILED' ? null : live.link;
  const [playing, setPlaying] = useState(false);
  const enter = () => {
    setPlaying(false);
    live.begin(client.live(show.eventId));
  };
  return (
    <section className={styles.show} data-testid="seat" data-live={live.state}>
      <div className={styles.picture}>
        {link ? (
          <>
            <LivePicture link={link} label={show.title} onPlaying={() => setPlaying(true)} />
            <TipReactions tips={tips} />
          </>
        ) : (
          // A press lets the browser play sound.
          <Button variant="primary" size="lg" onPress={enter} data-testid="show-enter">
            <FormattedMessage id="show.enter" />
          </Button>
        )}
      </div>
      {link && (
        <div className={styles.actions}>
          <p role="status" data-testid="seat-status">
            {live.state === 'RECONNECTING' ? (
              <FormattedMessage id="show.reconnecting" />
            ) : (
              !playing && <FormattedMessage id="show.inside" />
            )}
          </p>
          <Giving show={show} />
          <Button onPress={live.end} data-testid="show-leave">
            <FormattedMessage id="show.leave" />
          </Button>
        </div>
      )}
      {live.error !== null && (
        <Notice tone="danger" role="alert" data-testid="show-error">
          {explain(intl, live.error)}
        </Notice>
      )}
    </section>
  );
}

/** What is played, no larger than it is shown; loudness and the full screen are the browser's own controls. */
function LivePicture(props: {
  readonly link: LiveLink;
  readonly label: string;
  readonly onPlaying: () => void;
}) {
  const { link, label, onPlaying } = props;
  const follow = useCallback((video: HTMLVideoElement) => link.fit(video), [link]);
  return (
    <StreamVideo
      follow={follow}
      onPlaying={onPlaying}
      stream={link.stream}
      label={label}
      controls
      className={styles.video}
      data-testid="show-video"
    />
  );
}
