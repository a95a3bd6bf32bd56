import type { User } from '../api/types.ts';

type Role = User['roles'][number];

/** Roles that have something to do in the console. */
const HOUSE = ['ADMIN', 'FINANCE', 'SUPPORT'] as const satisfies readonly Role[];
export type HouseRole = (typeof HOUSE)[number];

/** Whether somebody works for the house at all. */
export function worksHere(user: User): boolean {
  return HOUSE.some((role) => user.roles.includes(role));
}

/** Whether somebody has one of these roles; an administrator has them all. */
export function may(user: User, roles: readonly HouseRole[]): boolean {
  return user.roles.includes('ADMIN') || roles.some((role) => user.roles.includes(role));
}
