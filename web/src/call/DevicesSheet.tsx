import { Select, Sheet } from '@stagedoor/design';
import type { CallKind, MediaKind } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { useCallDesk } from './useCallDesk.ts';
import { useDevices } from './useDevices.ts';
import { useLocalMedia } from './useLocalMedia.ts';

interface DevicesSheetProps {
  readonly kind: CallKind;
  readonly speakerId: string | undefined;
  readonly onSpeaker: (deviceId: string) => void;
  readonly onClose: () => void;
}

/** Microphone, camera and loudspeaker, changed without leaving the call. */
export function DevicesSheet({ kind, speakerId, onSpeaker, onClose }: DevicesSheetProps) {
  const intl = useIntl();
  const { media } = useCallDesk();
  // Read again whenever a track changes.
  useLocalMedia(media);
  const devices = useDevices(media !== null);
  const options = (list: readonly MediaDeviceInfo[]) =>
    list.map((device) => ({ id: device.deviceId, label: device.label }));
  const choose = (what: MediaKind) => (id: string) =>
    void media?.choose(what, id).catch(() => undefined);
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={intl.formatMessage({ id: 'devices.title' })}
      closeLabel={intl.formatMessage({ id: 'action.close' })}
      data-testid="devices-sheet"
    >
      <Select
        label={intl.formatMessage({ id: 'devices.microphone' })}
        options={options(devices.microphones)}
        value={media?.deviceId('audio') ?? null}
        onChange={choose('audio')}
        data-testid="choose-microphone"
      />
      {kind === 'VIDEO' && (
        <Select
          label={intl.formatMessage({ id: 'devices.camera' })}
          options={options(devices.cameras)}
          value={media?.deviceId('video') ?? null}
          onChange={choose('video')}
          data-testid="choose-camera"
        />
      )}
      {devices.speakers.length > 0 ? (
        <Select
          label={intl.formatMessage({ id: 'devices.speaker' })}
          options={options(devices.speakers)}
          value={speakerId ?? devices.speakers[0]?.deviceId ?? null}
          onChange={onSpeaker}
        />
      ) : (
        <p>
          <FormattedMessage id="devices.noSpeakers" />
        </p>
      )}
    </Sheet>
  );
}
