import { classes } from '@stagedoor/design';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { CallDialogs, type OpenDialog } from './CallDialogs.tsx';
import { ChatPanel } from './ChatPanel.tsx';
import type { CallSession } from './callState.ts';
import { Controls } from './Controls.tsx';
import { MeterBar } from './MeterBar.tsx';
import { PauseOverlay } from './PauseOverlay.tsx';
import { RemoteView } from './RemoteView.tsx';
import { SelfView } from './SelfView.tsx';
import { SwitchQuestion } from './SwitchQuestion.tsx';
import styles from './Stage.module.css';
import { TipReactions } from './TipReactions.tsx';
import { useCallDesk } from './useCallDesk.ts';
import { useLocalMedia } from './useLocalMedia.ts';
import { usePageTitle } from './usePageTitle.ts';
import { WarningBanner } from './WarningBanner.tsx';

/** The call itself: both pictures, the meter, the controls. */
export function Stage({ session }: { readonly session: CallSession }) {
  const intl = useIntl();
  const desk = useCallDesk();
  const media = useLocalMedia(desk.media);
  const [chatOpen, setChatOpen] = useState(false);
  const [seen, setSeen] = useState(0);
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [speakerId, setSpeakerId] = useState<string>();
  const other = session.side === 'VIEWER' ? session.call.performer : session.call.viewer;
  usePageTitle(intl.formatMessage({ id: 'call.with' }, { name: other.displayName }));
  const toggleChat = () => {
    setSeen(session.chat.length);
    setChatOpen((open) => !open);
  };
  return (
    <section
      className={classes(styles.stage, chatOpen && styles.withChat)}
      aria-label={intl.formatMessage({ id: 'call.with' }, { name: other.displayName })}
      data-testid="call-page"
      data-call-state={session.call.state}
      data-link={session.link}
    >
      <div className={styles.scene}>
        <RemoteView session={session} other={other} speakerId={speakerId} />
        <MeterBar session={session} other={other} onTopUp={() => setDialog('topUp')} />
        <WarningBanner session={session} onTopUp={() => setDialog('topUp')} />
        <SwitchQuestion session={session} other={other} />
        <TipReactions tips={session.tips} />
        {session.call.kind === 'VIDEO' && desk.media && (
          <SelfView media={desk.media} cameraOn={media.cameraOn} />
        )}
        <PauseOverlay session={session} onTopUp={() => setDialog('topUp')} />
        <Controls
          session={session}
          media={desk.media}
          view={media}
          chatOpen={chatOpen}
          unread={chatOpen ? 0 : session.chat.length - seen}
          onChat={toggleChat}
          onOpen={setDialog}
        />
      </div>
      {chatOpen && <ChatPanel session={session} onClose={toggleChat} />}
      <CallDialogs
        session={session}
        open={dialog}
        onClose={() => setDialog(null)}
        speakerId={speakerId}
        onSpeaker={setSpeakerId}
      />
    </section>
  );
}
