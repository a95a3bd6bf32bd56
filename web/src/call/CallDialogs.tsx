import type { CallSession } from './callState.ts';
import { DevicesSheet } from './DevicesSheet.tsx';
import { EndSheet } from './EndSheet.tsx';
import { GiftSheet } from './GiftSheet.tsx';
import { SwitchSheet } from './SwitchSheet.tsx';
import { TipSheet } from './TipSheet.tsx';
import { TopUpSheet } from '../wallet/TopUpSheet.tsx';

export type OpenDialog = 'tip' | 'gift' | 'switch' | 'topUp' | 'devices' | 'end' | null;

interface CallDialogsProps {
  readonly session: CallSession;
  readonly open: OpenDialog;
  readonly onClose: () => void;
  readonly speakerId: string | undefined;
  readonly onSpeaker: (deviceId: string) => void;
}

/** The sheets of the call page, at most one at a time. The call goes on behind them. */
export function CallDialogs({ session, open, onClose, speakerId, onSpeaker }: CallDialogsProps) {
  switch (open) {
    case 'tip':
      return <TipSheet to={session.call} onClose={onClose} />;
    case 'gift':
      return <GiftSheet to={session.call} onClose={onClose} />;
    case 'switch':
      return <SwitchSheet session={session} onClose={onClose} />;
    case 'topUp':
      return <TopUpSheet onClose={onClose} />;
    case 'devices':
      return (
        <DevicesSheet
          kind={session.call.kind}
          speakerId={speakerId}
          onSpeaker={onSpeaker}
          onClose={onClose}
        />
      );
    case 'end':
      return <EndSheet session={session} onClose={onClose} />;
    case null:
      return null;
  }
}
