import type { Plan } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';

/** How many minutes a plan gives, and what that means: coins, for as long as the month. */
export function FreeMinutes({ plan }: { readonly plan: Pick<Plan, 'freeMinutes' | 'allowance'> }) {
  return (
    <FormattedMessage
      id="plans.freeMinutes"
      values={{ minutes: plan.freeMinutes, coins: <Coins money={plan.allowance} size="sm" /> }}
    />
  );
}
