import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../app/session.ts';
import { Loading } from '../shell/Loading.tsx';

/** Lets signed-in people through and sends the others to sign in, to come back here afterwards. */
export function RequireUser() {
  const session = useSession();
  const location = useLocation();
  if (session.status === 'PENDING') {
    return <Loading />;
  }
  if (session.status === 'SIGNED_OUT') {
    return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
  }
  return <Outlet />;
}
