import { IconButton, Notice, Select } from '@stagedoor/design';
import type { CallKind, LocalMedia, MediaKind } from '@stagedoor/sdk';
import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useIntl } from 'react-intl';
import { StreamVideo } from '../call/StreamVideo.tsx';
import { useDevices } from '../call/useDevices.ts';
import { useLocalMedia } from '../call/useLocalMedia.ts';
import { explain } from '../common/problems.ts';
import styles from './DevicePreview.module.css';
import type { Preview } from './usePreview.ts';

interface DevicePreviewProps {
  readonly kind: CallKind;
  readonly preview: Preview;
}

/** One's own picture, with the switches and the choice of devices. */
export function DevicePreview({ kind, preview }: DevicePreviewProps) {
  const intl = useIntl();
  const { media, problem } = preview;
  const view = useLocalMedia(media);
  return (
    <div className={styles.preview}>
      {kind === 'VIDEO' && (
        <div className={styles.picture}>
          {media && (
            <StreamVideo
              stream={media.stream}
              label={intl.formatMessage({ id: 'call.self' })}
              muted
              className={view.cameraOn ? styles.video : styles.off}
              data-testid="preview-video"
            />
          )}
          {!view.cameraOn && preview.settled && <VideoOff size={32} aria-hidden />}
          <div className={styles.switches}>
            <IconButton
              className={styles.switch}
              label={intl.formatMessage({ id: view.microphoneOn ? 'call.mute' : 'call.unmute' })}
              icon={view.microphoneOn ? <Mic size={20} /> : <MicOff size={20} />}
              onPress={() => media?.setMicrophone(!view.microphoneOn)}
            />
            <IconButton
              className={styles.switch}
              label={intl.formatMessage({
                id: view.cameraOn ? 'call.cameraOff' : 'call.cameraOn',
              })}
              icon={view.cameraOn ? <Video size={20} /> : <VideoOff size={20} />}
              onPress={() => void media?.setCamera(!view.cameraOn).catch(() => undefined)}
            />
          </div>
        </div>
      )}
      {problem && (
        <Notice tone="warning" role="alert" data-testid="media-problem">
          {explain(intl, problem)}
        </Notice>
      )}
      {media && <DeviceSelects media={media} kind={kind} settled={preview.settled} />}
    </div>
  );
}

interface DeviceSelectsProps {
  readonly media: LocalMedia;
  readonly kind: CallKind;
  readonly settled: boolean;
}

/** Which microphone, and for a video call which camera; hidden while there is nothing to choose. */
function DeviceSelects({ media, kind, settled }: DeviceSelectsProps) {
  const intl = useIntl();
  const devices = useDevices(settled);
  const options = (list: readonly MediaDeviceInfo[]) =>
    list.map((device) => ({ id: device.deviceId, label: device.label }));
  const choose = (what: MediaKind) => (id: string) =>
    void media.choose(what, id).catch(() => undefined);
  return (
    <div className={styles.selects}>
      {devices.microphones.length > 1 && (
        <Select
          label={intl.formatMessage({ id: 'devices.microphone' })}
          options={options(devices.microphones)}
          value={media.deviceId('audio')}
          onChange={choose('audio')}
        />
      )}
      {kind === 'VIDEO' && devices.cameras.length > 1 && (
        <Select
          label={intl.formatMessage({ id: 'devices.camera' })}
          options={options(devices.cameras)}
          value={media.deviceId('video')}
          onChange={choose('video')}
        />
      )}
    </div>
  );
}
