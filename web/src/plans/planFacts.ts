import type { Plan, Subscription } from '@stagedoor/sdk';
import type { MessageId } from '../i18n/Messages.tsx';

const NAMES: Readonly<Record<string, MessageId>> = {
  VIP: 'plan.VIP',
  PREMIUM: 'plan.PREMIUM',
  CREATOR_PLUS: 'plan.CREATOR_PLUS',
  FAN_CLUB: 'plan.FAN_CLUB',
};

/** What a plan is called; plans of a newer server are just plans. */
export function planName(plan: Plan): MessageId {
  return NAMES[plan.code] ?? 'plan.other';
}

const LIVE: readonly Subscription['state'][] = ['TRIALING', 'ACTIVE', 'PAST_DUE'];

/** Whether somebody has what they subscribed to. */
export function isLive(subscription: Subscription): boolean {
  return LIVE.includes(subscription.state);
}
