import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';
import { answer, CASE } from './chargeback.fixture.ts';

afterEach(cleanup);

const FINANCE = () => signedInAs({ roles: ['FINANCE'] });
const PATH = `POST /api/v1/admin/chargebacks/${CASE.id}/answer`;

it('answers a bank once, or says why not', async () => {
  const sent: unknown[] = [];
  let row: object = CASE;
  const refusals = [problem(409, 'TOO_LATE', 'Its time is over.')];
  openConsole('/chargebacks', {
    'POST /api/v1/auth/refresh': FINANCE,
    'GET /api/v1/admin/chargebacks': () => Response.json({ items: [row] }),
    [PATH]: (body) => {
      sent.push(JSON.parse(body));
      const refusal = refusals.shift();
      row = refusal === undefined ? { ...CASE, answer: answer('TO_SEND') } : CASE;
      return refusal ?? new Response(null, { status: 202 });
    },
  });
  fireEvent.click(await screen.findByTestId('answer-open'));
  fireEvent.change(screen.getByTestId('answer-statement'), { target: { value: ' It was used. ' } });
  fireEvent.click(screen.getByTestId('answer-send'));
  expect((await screen.findByTestId('answer-error')).textContent).toContain('Its time is over.');
  fireEvent.click(screen.getByTestId('answer-send'));
  await waitFor(() => expect(screen.getByTestId('answer').textContent).toContain('Being sent'));
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
  expect(sent[0]).toMatchObject({ statement: 'It was used.' });
});

it('shows what was said, and where people answer when the provider would not take it', async () => {
  openConsole('/chargebacks', {
    'POST /api/v1/auth/refresh': FINANCE,
    'GET /api/v1/admin/chargebacks': () =>
      Response.json({
        items: [
          { ...CASE, answer: answer('BY_HAND'), answersAt: 'https://provider.example/cases' },
        ],
      }),
  });
  const cell = await screen.findByTestId('answer');
  expect(cell.textContent).toContain('stripe said: The case is closed');
  expect(cell.querySelector('a')?.href).toBe('https://provider.example/cases');
  expect(screen.getByTestId('answer-by').textContent).toContain('2999');
  expect(screen.getByTestId('case-user').getAttribute('href')).toContain(CASE.userId);
  fireEvent.click(screen.getByTestId('answer-shown'));
  expect((await screen.findByTestId('answer-text')).textContent).toContain('Case: dp_1');
});
