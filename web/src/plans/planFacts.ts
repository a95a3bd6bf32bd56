import type { Plan, Subscription } from '@stagedoor/sdk';
import type { IntlShape } from 'react-intl';
import type { MessageId } from '../i18n/Messages.tsx';

/** The plans that an installation begins with: what they are called there, and in the reader's language. */
const PRESET: Readonly<Record<string, { readonly name: string; readonly message: MessageId }>> = {
  VIP: { name: 'VIP', message: 'plan.VIP' },
  PREMIUM: { name: 'Premium', message: 'plan.PREMIUM' },
  CREATOR_PLUS: { name: 'Creator+', message: 'plan.CREATOR_PLUS' },
  FAN_CLUB: { name: '', message: 'plan.FAN_CLUB' },
};

/** What a plan is called: in the reader's language unless somebody of the house gave it a name of its own. */
export function planName(intl: IntlShape, plan: Pick<Plan, 'code' | 'name'>): string {
  const preset = PRESET[plan.code];
  if (plan.name && plan.name !== preset?.name) {
    return plan.name;
  }
  return intl.formatMessage({ id: preset?.message ?? 'plan.other' });
}

const LIVE: readonly Subscription['state'][] = ['TRIALING', 'ACTIVE', 'PAST_DUE'];

/** Whether somebody has what they subscribed to. */
export function isLive(subscription: Subscription): boolean {
  return LIVE.includes(subscription.state);
}
