import { RotateCw, WifiOff } from 'lucide-react';
import { use, useEffect, useState, useSyncExternalStore } from 'react';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { SocketStateContext, useUser } from '../app/session.ts';
import styles from './ConnectionBanner.module.css';

/** A first connection, and one lost for a moment, are nobody's worry. */
const PATIENCE_MS = 2_500;

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the network or the server is away. */
export function ConnectionBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const signedIn = useUser() !== null;
  const unreachable = use(SocketStateContext) === 'CONNECTING' && signedIn;
  const overdue = useOverdue(unreachable, PATIENCE_MS);
  const drainingMinutes = useDrainingMinutes();
  if (online && !overdue) {
    return drainingMinutes === null ? null : (
      <div className={styles.banner} role="status" data-testid="server-draining">
        <RotateCw size={16} aria-hidden />
        <FormattedMessage id="connection.draining" values={{ minutes: drainingMinutes }} />
      </div>
    );
  }
  return (
    <div className={styles.banner} role="status" data-testid="connection-banner">
      <WifiOff size={16} aria-hidden />
      <FormattedMessage id={online ? 'connection.reconnecting' : 'connection.offline'} />
    </div>
  );
}

/** Within how many minutes the server stops, null while it does not. */
function useDrainingMinutes(): number | null {
  const { socket } = useClient();
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(
    () =>
      socket.on('server.draining', ({ inSeconds }) =>
        setMinutes(Math.max(1, Math.ceil(inSeconds / 60))),
      ),
    [socket],
  );
  // Whoever answers next is another server, or this one after its restart.
  useEffect(() => socket.on('ready', () => setMinutes(null)), [socket]);
  return minutes;
}

/** Whether something has been so for longer than that. */
function useOverdue(condition: boolean, afterMs: number): boolean {
  const [overdue, setOverdue] = useState(false);
  useEffect(() => {
    if (!condition) {
      return undefined;
    }
    const timer = setTimeout(() => setOverdue(true), afterMs);
    return () => {
      clearTimeout(timer);
      setOverdue(false);
    };
  }, [condition, afterMs]);
  return condition && overdue;
}
