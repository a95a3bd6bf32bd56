import { Button, Notice } from '@stagedoor/design';
import { LocalMedia, type LiveState } from '@stagedoor/sdk';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { StreamVideo } from '../call/StreamVideo.tsx';
import { TipReactions } from '../call/TipReactions.tsx';
import { explain } from '../common/problems.ts';
import { formatClock } from '../i18n/format.ts';
import type { MessageId } from '../i18n/Messages.tsx';
import type { Show } from './ShowPage.tsx';
import styles from './Shows.module.css';
import { useLive } from './useLive.ts';
import { useShowTips } from './useShowTips.ts';

const STATUS: Partial<Record<LiveState, MessageId>> = {
  CONNECTED: 'show.onAir',
  RECONNECTING: 'show.reconnecting',
};

/** Where a show is given: the performer's own picture, and how much of it has been delivered. */
export function ShowStage({ show }: { readonly show: Show }) {
  const intl = useIntl();
  const client = useClient();
  const live = useLive();
  const tips = useShowTips(show.eventId);
  const devices = useRef<LocalMedia | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  useEffect(() => () => devices.current?.close(), []);
  const start = useMutation({
    mutationFn: async () => {
      devices.current ??= new LocalMedia('VIDEO');
      await devices.current.open();
      setStream(devices.current.stream);
      live.begin(client.live(show.eventId, devices.current.stream));
    },
  });
  const problem = start.error ?? live.error;
  return (
    <section className={styles.show} data-testid="show-stage" data-live={live.state}>
      <div className={styles.picture}>
        <StreamVideo
          stream={stream}
          label={intl.formatMessage({ id: 'call.self' })}
          muted
          className={styles.mirrored}
        />
        <TipReactions tips={tips} />
      </div>
      {show.kind === 'TICKETED' && (
        <div>
          <progress
            className={styles.progress}
            aria-label={intl.formatMessage({ id: 'show.progress' })}
            max={show.deliverMs}
            value={Math.min(show.deliveredMs, show.deliverMs)}
          />
          <p data-testid="show-delivered" data-ms={show.deliveredMs}>
            <FormattedMessage
              id={show.state === 'DONE' ? 'show.earned' : 'show.delivered'}
              values={{
                delivered: formatClock(show.deliveredMs),
                needed: formatClock(show.deliverMs),
              }}
            />
          </p>
        </div>
      )}
      <div className={styles.actions}>
        {live.state === 'NEW' || live.state === 'FAILED' ? (
          <Button
            variant="primary"
            isPending={start.isPending}
            onPress={() => start.mutate()}
            data-testid="show-start"
          >
            <FormattedMessage id="show.start" />
          </Button>
        ) : (
          <>
            <p role="status">
              <FormattedMessage id={STATUS[live.state] ?? 'show.connecting'} />
            </p>
            <Button variant="danger" onPress={live.end} data-testid="show-stop">
              <FormattedMessage id="show.stop" />
            </Button>
          </>
        )}
      </div>
      {problem !== null && (
        <Notice tone="danger" role="alert" data-testid="stage-error">
          {explain(intl, problem)}
        </Notice>
      )}
    </section>
  );
}
