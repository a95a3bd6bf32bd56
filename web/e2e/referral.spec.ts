import { randomUUID } from 'node:crypto';

import { expect } from '@playwright/test';

import { test } from './harness/house.ts';
import { Ledger, Person, Side } from './harness/index.ts';

/** A performer's link is worth money: 5 % of the price without tax of what those buy who sign up by it. */
test('who comes by a copied link brings a commission', async ({ browser, server }) => {
  const petra = await Person.performer(server, 10);
  const admin = await Person.signIn(server, (await server.demoAccounts()).admin);
  await admin.post(`/admin/payees/${petra.id}/review`, {
    verified: true,
    taxIdTail: '',
    reason: 'Papers seen',
  });
  const performer = await Side.open(petra);
  await performer.page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  await performer.page.goto(`${server.url}/earnings`);
  await performer.press('referral-copy');
  await expect(performer.see('referral-copy')).toHaveText('Copied');
  const link = await performer.page.evaluate(() => navigator.clipboard.readText());

  const newcomer = await browser.newPage({ viewport: { width: 360, height: 800 } });
  await newcomer.goto(link);
  await newcomer.getByTestId('display-name').fill('Nora');
  await newcomer.getByTestId('email').fill(`nora-${randomUUID()}@example.test`);
  await newcomer.getByTestId('password').fill(`pass-${randomUUID()}`);
  await newcomer.getByTestId('date-of-birth').fill('1990-05-17');
  await newcomer.getByTestId('sign-up').click();
  await expect(newcomer.getByTestId('account-menu')).toBeVisible();

  await newcomer.goto(`${server.url}/wallet`);
  const till = newcomer.waitForEvent('popup');
  await newcomer.getByTestId('buy-inr-99').first().click();
  await (await till).getByRole('button', { name: /^Pay / }).click();
  await expect(newcomer.getByTestId('order-paid')).toBeVisible();

  await expect(performer.see('referral-joined')).toContainText('1');
  await expect(performer.see('referral-earned')).toContainText('₹4.19');
  await (await Ledger.open(server)).expectBalanced();
  await Promise.all([newcomer.close(), performer.close()]);
});
