import type { SocketState, User } from '@stagedoor/sdk';
import { createContext, use } from 'react';

/** Who is using the app. PENDING until the refresh cookie has been tried. */
export type SessionState =
  | { readonly status: 'PENDING' }
  | { readonly status: 'SIGNED_OUT' }
  | { readonly status: 'SIGNED_IN'; readonly user: User };

export const SessionContext = createContext<SessionState>({ status: 'PENDING' });
export const SocketStateContext = createContext<SocketState>('OFF');

export function useSession(): SessionState {
  return use(SessionContext);
}

/** The signed-in user, null for a visitor. */
export function useUser(): User | null {
  const session = use(SessionContext);
  return session.status === 'SIGNED_IN' ? session.user : null;
}

export function isPerformer(user: User | null): boolean {
  return user?.roles.includes('PERFORMER') ?? false;
}

export function isAgency(user: User | null): boolean {
  return user?.roles.includes('AGENCY') ?? false;
}

/** Whether somebody earns here, and is paid. */
export function isEarner(user: User | null): boolean {
  return isPerformer(user) || isAgency(user);
}

export function isViewer(user: User | null): boolean {
  return user?.roles.includes('VIEWER') ?? false;
}
