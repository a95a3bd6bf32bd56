import { describe, expect, test } from 'vitest';
import type { User } from '../api/types.ts';
import { groupsFor, isIn } from './places.ts';

const user = (...roles: User['roles'][number][]): User => ({ roles }) as unknown as User;

const paths = (...roles: User['roles'][number][]): string[] =>
  groupsFor(user(...roles)).flatMap(({ places }) => places.map(({ path }) => path));

describe('places of the console', () => {
  test('an administrator finds each once', () => {
    const all = paths('ADMIN');
    expect(all).toHaveLength(22);
    expect(new Set(all).size).toBe(22);
  });

  test('who looks after people has no empty group', () => {
    expect(paths('SUPPORT')).toEqual(['/sessions', '/live', '/users', '/mail']);
    expect(groupsFor(user('SUPPORT'))).toHaveLength(1);
  });

  test('who looks after money does not see the people', () => {
    expect(paths('FINANCE')).toHaveLength(19);
    expect(paths('FINANCE')).not.toContain('/users');
  });

  test('a page below a place belongs to its group, one that is merely called alike does not', () => {
    const house = groupsFor(user('ADMIN'))[0]!;
    expect(isIn(house, '/sessions')).toBe(true);
    expect(isIn(house, '/sessions/01-abc')).toBe(true);
    expect(isIn(house, '/sessionsandmore')).toBe(false);
    expect(isIn(house, '/prices')).toBe(false);
  });
});
