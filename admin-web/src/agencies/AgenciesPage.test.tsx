import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openConsole, problem, signedInAs } from '../console.fixture.tsx';

afterEach(cleanup);

const FINANCE = () => signedInAs({ roles: ['FINANCE'] });
const MEMBERSHIP = {
  id: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c40',
  performerId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c01',
  performerName: 'Maya',
  agencyId: '01989f4e-7a10-7b3c-9d55-2f1f6f0a1c41',
  agencyName: 'Northern Lights',
  agencyBasisPoints: 2550,
  noticeDays: 30,
  state: 'ACCEPTED',
  offeredAt: '2026-01-05T10:15:30Z',
  earliestAt: '2026-01-05T10:15:30Z',
  beginsAt: '2026-01-06T08:00:00Z',
};
const BASE = '/api/v1/admin/agencies/memberships';

it('shows who represents whom, what happened, and proposes an end', async () => {
  openConsole('/agencies', {
    'POST /api/v1/auth/refresh': FINANCE,
    [`GET ${BASE}`]: () => Response.json({ items: [MEMBERSHIP] }),
    [`GET ${BASE}/${MEMBERSHIP.id}/history`]: () =>
      Response.json({
        items: [
          {
            kind: 'OFFERED',
            personId: MEMBERSHIP.agencyId,
            personName: 'Ben',
            at: '2026-01-05T10:15:30Z',
          },
        ],
      }),
    [`POST ${BASE}/${MEMBERSHIP.id}/end`]: () =>
      Response.json({ state: 'PROPOSED' }, { status: 201 }),
  });
  const card = await screen.findByTestId('membership');
  expect(card.textContent).toContain('Maya');
  expect(card.textContent).toContain('Northern Lights');
  expect(card.textContent).toContain('25.5%');
  fireEvent.click(screen.getByTestId('membership-history'));
  expect((await screen.findByTestId('membership-step')).textContent).toContain('Ben');
  fireEvent.click(screen.getByTestId('membership-end'));
  fireEvent.change(await screen.findByTestId('reason'), { target: { value: 'has run out' } });
  fireEvent.click(screen.getByTestId('reason-submit'));
  await screen.findByTestId('end-proposed');
});

it('proposes an offer, or says why not', async () => {
  const answers = [
    problem(422, 'INVALID_MEMBERSHIP', "The agency named is not an agency's account."),
    Response.json({ state: 'PROPOSED' }, { status: 201 }),
  ];
  const { performerId, performerName, agencyId, agencyName, offeredAt: createdAt } = MEMBERSHIP;
  const people = [
    { id: performerId, displayName: performerName, createdAt },
    { id: agencyId, displayName: agencyName, createdAt },
  ];
  const sent: unknown[] = [];
  const { asked } = openConsole('/agencies', {
    'POST /api/v1/auth/refresh': FINANCE,
    [`GET ${BASE}`]: () => Response.json({ items: [] }),
    [`POST ${BASE}`]: (body) => {
      sent.push(JSON.parse(body));
      return answers.shift()!;
    },
    'GET /api/v1/admin/people': () => Response.json({ items: [people.shift()] }),
  });
  await screen.findByTestId('empty');
  for (const who of ['performer', 'agency']) {
    fireEvent.change(screen.getByTestId(`offer-${who}`), { target: { value: 'a' } });
    fireEvent.click(await screen.findByTestId(`offer-${who}-match`));
  }
  expect(screen.getByTestId('offer-performer-chosen').textContent).toBe('Maya');
  expect(asked).toContain('GET /api/v1/admin/people?query=a&role=AGENCY');
  fireEvent.change(screen.getByTestId('offer-reason'), {
    target: { value: 'Contract of January' },
  });
  fireEvent.click(screen.getByTestId('offer-submit'));
  expect((await screen.findByTestId('offer-error')).textContent).toContain('account');
  fireEvent.click(screen.getByTestId('offer-submit'));
  await screen.findByTestId('offer-proposed');
  expect(sent[1]).toMatchObject({ performerId, agencyId });
});
