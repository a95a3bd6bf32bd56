import { TextField } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import { CoinIcon } from './CoinIcon.tsx';
import { parseCoins } from './parseCoins.ts';

interface CoinFieldProps {
  readonly label: string;
  readonly description?: string | undefined;
  /** The field's name in problems that the server reports. */
  readonly name?: string;
  /** As typed; `parseCoins` reads it. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly 'data-testid'?: string;
}

/** A number of coins, which says so when it is none. */
export function CoinField(props: CoinFieldProps) {
  const intl = useIntl();
  const invalid = props.value !== '' && parseCoins(props.value) === null;
  return (
    <TextField
      {...props}
      inputMode="decimal"
      isRequired
      errorMessage={invalid ? intl.formatMessage({ id: 'rates.invalid' }) : undefined}
      suffix={<CoinIcon />}
    />
  );
}
