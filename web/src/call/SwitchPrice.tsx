import type { Money } from '@stagedoor/sdk';
import { FormattedMessage } from 'react-intl';
import { Coins } from '../common/Coins.tsx';

interface SwitchPriceProps {
  readonly before: Money;
  readonly after: Money;
}

/** What a minute costs from the switch on, beside what it costs now. */
export function SwitchPrice({ before, after }: SwitchPriceProps) {
  return (
    <p>
      <FormattedMessage
        id="switch.price"
        values={{
          after: <Coins money={after} data-testid="switch-price" />,
          before: <Coins money={before} />,
        }}
      />
    </p>
  );
}
