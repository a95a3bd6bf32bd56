import type { StagedoorClient, User } from '@stagedoor/sdk';
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { useMailLocale } from './useMailLocale.ts';

afterEach(cleanup);

const ASHA = { id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01' } as User;

function clientWith(patch: (path: string, options: object) => Promise<User>) {
  const update = vi.fn();
  return { client: { rest: { patch }, session: { update } } as unknown as StagedoorClient, update };
}

it('is said once, when the account says otherwise', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['kn-IN', 'en']);
  const changed = { ...ASHA, locale: 'kn-IN' };
  const patch = vi.fn(() => Promise.resolve(changed));
  const { client, update } = clientWith(patch);
  const { rerender } = renderHook(({ user }) => useMailLocale(client, user), {
    initialProps: { user: null as User | null },
  });
  expect(patch).not.toHaveBeenCalled();
  rerender({ user: ASHA });
  await waitFor(() => expect(update).toHaveBeenCalledWith(changed));
  rerender({ user: changed });
  expect(patch.mock.calls).toEqual([['/api/v1/me', { body: { locale: 'kn-IN' } }]]);
});

it('disturbs nobody when it cannot be said', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-IN']);
  const patch = vi.fn(() => Promise.reject(new Error('away')));
  const { client, update } = clientWith(patch);
  const { rerender } = renderHook(({ user }) => useMailLocale(client, user), {
    initialProps: { user: ASHA },
  });
  rerender({ user: ASHA });
  await waitFor(() => expect(patch).toHaveBeenCalledTimes(1));
  expect(update).not.toHaveBeenCalled();
});
