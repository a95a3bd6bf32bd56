import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const FLAGS = '/api/v1/admin/risk-flags';
const FLAG = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c77',
  kind: 'SPEND_SPIKE',
  subjectId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02',
  measured: 20_000_500,
  allowed: 10_000_000,
  raisedAt: '2026-03-12T10:15:30Z',
  state: 'OPEN',
  parties: [
    { accountId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02', held: false, name: 'Ravi' },
    { accountId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c03', held: true, name: 'Maya' },
  ],
};

function open(flags: object[], answer?: () => Response) {
  return openConsole('/risk', {
    'POST /api/v1/auth/refresh': () => signedInAs(),
    'GET /api/v1/me/second-factor': () => Response.json({ enabled: false }),
    [`GET ${FLAGS}`]: () => Response.json({ items: flags }),
    [`POST ${FLAGS}/${FLAG.id}/decision`]:
      answer ??
      (() => Response.json({ flag: { ...FLAG, state: 'DISMISSED' }, releasedPayouts: 1 })),
  });
}

it('says so when nothing looks like fraud', async () => {
  const { asked } = open([]);
  await screen.findByTestId('empty');
  expect(asked.some((call) => call.startsWith(`GET ${FLAGS}`))).toBe(true);
});

it('says in whole coins what was found, and whose payouts wait', async () => {
  open([FLAG]);
  const card = await screen.findByTestId('flag');
  expect(card.textContent).toContain('20,001 coins');
  expect(card.textContent).toContain('10,000');
  const [ravi, maya] = [...card.querySelectorAll('li')];
  expect(ravi?.textContent).toBe('Ravi');
  expect(maya?.textContent).toContain('payouts wait');
});

it('shows who decided instead of the buttons', async () => {
  open([
    {
      ...FLAG,
      state: 'CONFIRMED',
      decision: { person: FLAG.subjectId, at: FLAG.raisedAt, note: 'stolen cards', name: 'Fin' },
    },
  ]);
  const card = await screen.findByTestId('flag');
  expect(card.textContent).toContain('stolen cards');
  expect(card.textContent).not.toContain('payouts wait');
  expect(screen.queryByTestId('dismiss')).toBeNull();
});

it('decides with a reason', async () => {
  const { asked } = open([FLAG]);
  fireEvent.click(await screen.findByTestId('confirm'));
  expect(screen.getByTestId('reason-sheet').textContent).toContain('frozen');
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'stolen cards' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  await waitFor(() => expect(asked).toContain(`POST ${FLAGS}/${FLAG.id}/decision`));
  await waitFor(() => expect(screen.queryByTestId('reason-sheet')).toBeNull());
});

it('says that somebody was faster', async () => {
  open([FLAG], () =>
    Response.json(
      { status: 409, code: 'ALREADY_DECIDED', detail: 'Somebody has decided on this before.' },
      { status: 409, headers: { 'content-type': 'application/problem+json' } },
    ),
  );
  fireEvent.click(await screen.findByTestId('dismiss'));
  fireEvent.change(screen.getByTestId('reason'), { target: { value: 'a family' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  expect((await screen.findByTestId('reason-error')).textContent).toContain('Somebody has decided');
});
