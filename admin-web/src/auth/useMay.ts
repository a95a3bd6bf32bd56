import { useApi } from '../api/ApiContext.ts';
import { may, type HouseRole } from './roles.ts';

/** Whether who is signed in has one of these roles. */
export function useMay(roles: readonly HouseRole[]): boolean {
  const { user } = useApi().session;
  return user !== null && may(user, roles);
}
