import type { User } from '@stagedoor/sdk';
import { cleanup, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, expect, it } from 'vitest';
import { SessionContext } from '../app/session.ts';
import { renderWith } from '../server.fixture.tsx';
import { RequireViewer } from './RequireViewer.tsx';

afterEach(cleanup);

function walletOf(role: User['roles'][number]) {
  const user: User = {
    id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01',
    email: 'mira@example.com',
    displayName: 'Mira',
    bio: '',
    createdAt: '2026-01-05T10:00:00Z',
    roles: [role],
  };
  renderWith(
    {},
    <SessionContext value={{ status: 'SIGNED_IN', user }}>
      <MemoryRouter initialEntries={['/wallet']}>
        <Routes>
          <Route element={<RequireViewer />}>
            <Route path="/wallet" element={<p data-testid="wallet" />} />
          </Route>
        </Routes>
      </MemoryRouter>
    </SessionContext>,
  );
}

it('lets viewers through', () => {
  walletOf('VIEWER');
  expect(screen.getByTestId('wallet')).toBeTruthy();
});

it.each(['PERFORMER', 'AGENCY', 'ADMIN'] as const)('tells %s whom it is for', (role) => {
  walletOf(role);
  expect(screen.queryByTestId('wallet')).toBeNull();
  expect(screen.getByTestId('viewers-only').textContent).toMatch(/sign in as a viewer/);
});
