import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const RULE = {
  preset: 'IN-30K',
  version: 1,
  jurisdiction: 'IN',
  section: '194J',
  rateBasisPoints: 1000,
  noIdRateBasisPoints: 2000,
  threshold: { amountMinor: 3_000_000, currency: 'INR' },
  onCross: 'EXCESS',
  taxPoint: 'PAYOUT',
  validFrom: '2000-04-01',
};

it('lays the next version of the rule before somebody else', async () => {
  const sent: Record<string, unknown>[] = [];
  const refusals = [problem(422, 'TAX_RULE_REFUSED', 'This version cannot be: too early.')];
  openConsole('/tax-rules', {
    'POST /api/v1/auth/refresh': () => signedInAs({ roles: ['FINANCE'] }),
    'GET /api/v1/admin/tax-rules': () =>
      Response.json({ preset: 'IN-30K', inForce: RULE, rules: [RULE] }),
    'POST /api/v1/admin/tax-rules': (body) => {
      sent.push(JSON.parse(body) as Record<string, unknown>);
      return refusals.shift() ?? Response.json({ state: 'PROPOSED' }, { status: 201 });
    },
  });
  const type = (field: string, value: string) =>
    fireEvent.change(screen.getByTestId(`tax-rule-${field}`), { target: { value } });
  await screen.findByTestId('tax-rule-submit');
  type('threshold', '50000');
  type('validFrom', '2027-04-01');
  expect(screen.getByTestId<HTMLButtonElement>('tax-rule-submit').disabled).toBe(true);
  type('reason', 'The budget');
  fireEvent.click(screen.getByTestId('tax-rule-submit'));
  expect((await screen.findByTestId('tax-rule-error')).textContent).toContain('too early');
  fireEvent.click(screen.getByTestId('tax-rule-submit'));
  await screen.findByTestId('tax-rule-proposed');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]).toMatchObject({
    preset: 'IN-30K',
    baseVersion: 1,
    section: '194J',
    thresholdMinor: 5_000_000,
    validFrom: '2027-04-01',
    reason: 'The budget',
  });
});
