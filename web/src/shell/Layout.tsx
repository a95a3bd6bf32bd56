import { FormattedMessage } from 'react-intl';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { isPerformer, useSession } from '../app/session.ts';
import { IncomingCall } from '../call/IncomingCall.tsx';
import { useDeskState } from '../call/useCallDesk.ts';
import { useRestoreAvailability } from '../studio/useAvailability.ts';
import { CallBar } from './CallBar.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Header } from './Header.tsx';
import styles from './Layout.module.css';
import { TabBar } from './TabBar.tsx';

/** What stands around every page. The call page takes the whole screen. */
export function Layout() {
  const session = useSession();
  const { pathname } = useLocation();
  const inside = session.status === 'SIGNED_IN' && !pathname.startsWith('/sign-');
  useRestoreAvailability(session.status === 'SIGNED_IN' && isPerformer(session.user));
  const { session: call } = useDeskState();
  // Only a live call takes the whole screen; its receipt stands in the usual frame.
  const onStage =
    call !== null && !call.ended && !call.taken && pathname === `/call/${call.call.callId}`;
  const bare = onStage || !inside;
  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#main">
        <FormattedMessage id="app.skip" />
      </a>
      {!bare && <Header />}
      <ConnectionBanner />
      {inside && <CallBar />}
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      {!bare && <TabBar />}
      {inside && <IncomingCall />}
      <ScrollRestoration />
    </div>
  );
}
