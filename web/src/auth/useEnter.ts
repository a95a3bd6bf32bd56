import { useMutation } from '@tanstack/react-query';
import type { User } from '@stagedoor/sdk';
import { useLocation, useNavigate } from 'react-router';
import { isAgency, isPerformer } from '../app/session.ts';

/** Signing in by one of the forms, and going on to where the person wanted to be. */
export function useEnter<Request>(enter: (request: Request) => Promise<User>) {
  const navigate = useNavigate();
  const location = useLocation();
  const from = (location.state as { from?: string } | null)?.from;
  return useMutation({
    mutationFn: enter,
    onSuccess: (user) => {
      const home = isPerformer(user) ? '/studio' : isAgency(user) ? '/earnings' : '/';
      // "/" is where the sign-in page leads by itself, not a place somebody asked for.
      void navigate(from && from !== '/' ? from : home, { replace: true });
    },
  });
}
