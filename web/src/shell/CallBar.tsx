import { Phone } from 'lucide-react';
import { FormattedMessage } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { useDeskState } from '../call/useCallDesk.ts';
import styles from './CallBar.module.css';

/** The way back to a call that goes on while another page is open. */
export function CallBar() {
  const { session } = useDeskState();
  const { pathname } = useLocation();
  if (!session || session.ended) {
    return null;
  }
  const to = `/call/${session.call.callId}`;
  if (pathname === to) {
    return null;
  }
  const other = session.side === 'VIEWER' ? session.call.performer : session.call.viewer;
  return (
    <Link to={to} className={styles.bar} data-testid="return-to-call">
      <Phone size={16} aria-hidden />
      <FormattedMessage
        id={session.taken ? 'callBar.taken' : 'callBar.return'}
        values={{ name: other.displayName }}
      />
    </Link>
  );
}
