import { Switch } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import type { TopUp } from './useTopUp.ts';

/** Asks whether what pays for a package may be kept; off until the viewer says so, and not shown where nothing has to be asked. */
export function KeepMethod({ topUp }: { readonly topUp: TopUp }) {
  const client = useClient();
  const query = useQuery(queries.autoTopUp(client));
  if (!query.data?.asksAtCheckout) {
    return null;
  }
  return (
    <Switch
      isSelected={topUp.keepsMethod}
      onChange={topUp.setKeepsMethod}
      data-testid="keep-method"
    >
      <FormattedMessage id="autoTopUp.keep" />
    </Switch>
  );
}
