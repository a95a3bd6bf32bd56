import { Spinner } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../app/session.ts';
import styles from './RequireUser.module.css';

/** Lets signed-in people through and sends the others to sign in, to come back here afterwards. */
export function RequireUser() {
  const session = useSession();
  const location = useLocation();
  if (session.status === 'PENDING') {
    return (
      <div className={styles.pending} role="status">
        <Spinner size={32} />
        <span className="visually-hidden">
          <FormattedMessage id="app.loading" />
        </span>
      </div>
    );
  }
  if (session.status === 'SIGNED_OUT') {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname }} />;
  }
  return <Outlet />;
}
