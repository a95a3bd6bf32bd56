import { Notice } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';

/** As many as people read; the others expire later. */
const SHOWN = 3;

/** Says which coins are soon lost if they are not spent. Nothing depends on it, so nothing is said where it cannot be known. */
export function ExpiringCoins() {
  const format = useFormat();
  const { data } = useQuery(queries.expiringCoins(useClient()));
  if (!data?.items.length) {
    return null;
  }
  return (
    <Notice tone="warning" role="status" data-testid="expiring">
      {data.items.slice(0, SHOWN).map(({ coins, expiresAt }) => (
        <p key={expiresAt}>
          <FormattedMessage
            id="wallet.expiring"
            values={{ amount: <Coins money={coins} />, day: format.day(expiresAt) }}
          />
        </p>
      ))}
    </Notice>
  );
}
