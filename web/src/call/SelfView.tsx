import { classes, IconButton } from '@stagedoor/design';
import type { LocalMedia } from '@stagedoor/sdk';
import { SwitchCamera, VideoOff } from 'lucide-react';
import { useIntl } from 'react-intl';
import styles from './SelfView.module.css';
import { StreamVideo } from './StreamVideo.tsx';
import { useDevices } from './useDevices.ts';

interface SelfViewProps {
  readonly media: LocalMedia;
  readonly cameraOn: boolean;
}

/** One's own picture, small in the corner, mirrored; on phones with the switch to the other camera. */
export function SelfView({ media, cameraOn }: SelfViewProps) {
  const intl = useIntl();
  const { cameras } = useDevices(cameraOn);
  // Flipping is for devices with a front and a back; desktops choose by name.
  const canFlip = cameraOn && cameras.length > 1 && matchMedia('(pointer: coarse)').matches;
  return (
    <div className={styles.self} data-testid="self-view">
      <StreamVideo
        stream={media.stream}
        label={intl.formatMessage({ id: 'call.self' })}
        muted
        className={classes(styles.video, !cameraOn && styles.hidden)}
        data-testid="self-video"
      />
      {!cameraOn && <VideoOff size={24} aria-hidden />}
      {canFlip && (
        <IconButton
          label={intl.formatMessage({ id: 'call.flip' })}
          icon={<SwitchCamera size={20} />}
          className={styles.flip}
          onPress={() => void media.flipCamera().catch(() => undefined)}
          data-testid="flip-camera"
        />
      )}
    </div>
  );
}
