import type { LocalMedia } from '@stagedoor/sdk';
import {
  Gem,
  Gift,
  Headphones,
  MessageCircle,
  Mic,
  MicOff,
  PhoneOff,
  Settings2,
  Video,
  VideoOff,
} from 'lucide-react';
import { useIntl } from 'react-intl';
import type { MessageId } from '../i18n/Messages.tsx';
import type { OpenDialog } from './CallDialogs.tsx';
import type { CallSession } from './callState.ts';
import { ControlButton } from './ControlButton.tsx';
import styles from './Controls.module.css';
import type { LocalMediaView } from './useLocalMedia.ts';

interface ControlsProps {
  readonly session: CallSession;
  readonly media: LocalMedia | null;
  readonly view: LocalMediaView;
  readonly chatOpen: boolean;
  readonly unread: number;
  readonly onChat: () => void;
  readonly onOpen: (dialog: OpenDialog) => void;
}

/** Everything one can do in a call, in reach of a thumb. */
export function Controls({
  session,
  media,
  view,
  chatOpen,
  unread,
  onChat,
  onOpen,
}: ControlsProps) {
  const intl = useIntl();
  const text = (id: MessageId) => intl.formatMessage({ id });
  const viewer = session.side === 'VIEWER';
  return (
    <div className={styles.bar} role="toolbar" aria-label={text('call.controls')}>
      <ControlButton
        label={text(view.microphoneOn ? 'call.mute' : 'call.unmute')}
        icon={view.microphoneOn ? <Mic /> : <MicOff />}
        isOff={!view.microphoneOn}
        onPress={() => media?.setMicrophone(!view.microphoneOn)}
        data-testid="toggle-microphone"
      />
      {session.call.kind === 'VIDEO' && (
        <ControlButton
          label={text(view.cameraOn ? 'call.cameraOff' : 'call.cameraOn')}
          icon={view.cameraOn ? <Video /> : <VideoOff />}
          isOff={!view.cameraOn}
          onPress={() => void media?.setCamera(!view.cameraOn).catch(() => undefined)}
          data-testid="toggle-camera"
        />
      )}
      {session.call.otherPerMinute && (
        <ControlButton
          label={text(session.call.kind === 'VIDEO' ? 'switch.to.AUDIO' : 'switch.to.VIDEO')}
          icon={session.call.kind === 'VIDEO' ? <Headphones /> : <Video />}
          isDisabled={session.call.switchRequest !== undefined}
          onPress={() => onOpen('switch')}
          data-testid="open-switch"
        />
      )}
      <ControlButton
        label={text(chatOpen ? 'chat.close' : 'chat.open')}
        icon={<MessageCircle />}
        count={unread}
        isActive={chatOpen}
        onPress={onChat}
        data-testid="toggle-chat"
      />
      {viewer && (
        <ControlButton
          label={text('tip.open')}
          icon={<Gift />}
          accent
          onPress={() => onOpen('tip')}
          data-testid="open-tip"
        />
      )}
      {viewer && (
        <ControlButton
          label={text('gift.open')}
          icon={<Gem />}
          onPress={() => onOpen('gift')}
          data-testid="open-gift"
        />
      )}
      <ControlButton
        label={text('devices.title')}
        icon={<Settings2 />}
        onPress={() => onOpen('devices')}
        data-testid="open-devices"
      />
      <ControlButton
        label={text('call.end')}
        icon={<PhoneOff />}
        danger
        onPress={() => onOpen('end')}
        data-testid="end-call"
      />
    </div>
  );
}
