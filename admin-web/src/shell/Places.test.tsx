import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('brings the place one is at into view among those beside it', async () => {
  const shown: string[] = [];
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    shown.push(this.textContent);
  });
  openConsole('/tax-rules', { 'POST /api/v1/auth/refresh': () => signedInAs() });
  const next = await screen.findByTestId('nav-payees');
  expect(shown).toEqual(['Tax rules']);
  fireEvent.click(next);
  expect(shown).toEqual(['Tax rules', 'Payees']);
});
