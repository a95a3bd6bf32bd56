import { Button, Card, Notice } from '@stagedoor/design';
import type { CallKind, Performer } from '@stagedoor/sdk';
import { Phone, Video } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import styles from './CallChoices.module.css';

interface CallChoicesProps {
  readonly performer: Performer;
  /** Performers look at each other's pages, but only viewers call. */
  readonly canCall: boolean;
  readonly onChoose: (kind: CallKind) => void;
}

/** The rates, and the buttons that lead to a call. */
export function CallChoices({ performer, canCall, onChoose }: CallChoicesProps) {
  const there = performer.presence === 'ONLINE';
  return (
    <Card as="section" className={styles.card}>
      <h2>
        <FormattedMessage id="performer.call" />
      </h2>
      <dl className={styles.rates}>
        <div className={styles.rate}>
          <dt>
            <Video size={18} aria-hidden />
            <FormattedMessage id="kind.VIDEO" />
          </dt>
          <dd>
            <FormattedMessage
              id="rate.perMinute"
              values={{ amount: <Coins money={performer.videoRate} data-testid="video-rate" /> }}
            />
          </dd>
        </div>
        <div className={styles.rate}>
          <dt>
            <Phone size={18} aria-hidden />
            <FormattedMessage id="kind.AUDIO" />
          </dt>
          <dd>
            <FormattedMessage
              id="rate.perMinute"
              values={{ amount: <Coins money={performer.audioRate} data-testid="audio-rate" /> }}
            />
          </dd>
        </div>
      </dl>
      <p className={styles.increment}>
        <FormattedMessage id={`increment.${performer.increment}`} />
      </p>
      {canCall && (
        <>
          <Button
            variant="primary"
            size="lg"
            wide
            isDisabled={!there}
            icon={<Video size={20} aria-hidden />}
            onPress={() => onChoose('VIDEO')}
            data-testid="call-video"
          >
            <FormattedMessage id="performer.callVideo" />
          </Button>
          <Button
            size="lg"
            wide
            isDisabled={!there}
            icon={<Phone size={20} aria-hidden />}
            onPress={() => onChoose('AUDIO')}
            data-testid="call-audio"
          >
            <FormattedMessage id="performer.callAudio" />
          </Button>
          {!there && (
            <Notice tone="info" role="status">
              <FormattedMessage
                id={performer.presence === 'BUSY' ? 'performer.busy' : 'performer.away'}
                values={{ name: performer.displayName }}
              />
            </Notice>
          )}
        </>
      )}
    </Card>
  );
}
