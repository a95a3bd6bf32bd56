import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '../app/session.ts';
import { Loading } from '../shell/Loading.tsx';
import { isReferral } from './referral.ts';

/** Lets signed-in people through. The others sign in, or sign up where they come by a referral, and come back here afterwards. */
export function RequireUser() {
  const session = useSession();
  const { pathname, search } = useLocation();
  if (session.status === 'PENDING') {
    return <Loading />;
  }
  if (session.status === 'SIGNED_OUT') {
    return isReferral(search) ? (
      <Navigate to="/sign-up" replace state={{ from: pathname }} />
    ) : (
      <Navigate to="/sign-in" replace state={{ from: pathname + search }} />
    );
  }
  return <Outlet />;
}
