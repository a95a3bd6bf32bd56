import { Badge, Card } from '@stagedoor/design';
import { FormattedMessage } from 'react-intl';
import type { Provider } from '../api/types.ts';
import { Fact, Facts } from '../parts/Facts.tsx';
import { Timestamp } from '../parts/Timestamp.tsx';
import { useIntl } from 'react-intl';
import styles from './Providers.module.css';

/** How each provider is: whether it takes orders, when it last spoke, and what waits for somebody to look. */
export function ProviderCards({ providers }: { readonly providers: readonly Provider[] }) {
  const { formatMessage, formatNumber } = useIntl();
  return (
    <div className={styles.cards}>
      {providers.map(({ name, enabled, takesOrders, lastWebhookAt, quarantined }) => (
        <Card key={name} as="article" data-testid="provider">
          <h2 className={styles.name}>
            {name}{' '}
            <Badge tone={enabled ? (takesOrders ? 'success' : 'info') : 'neutral'}>
              <FormattedMessage
                id={
                  takesOrders
                    ? 'provider.takesOrders'
                    : enabled
                      ? 'provider.enabled'
                      : 'provider.disabled'
                }
              />
            </Badge>
          </h2>
          <Facts dense>
            <Fact label={formatMessage({ id: 'provider.lastWebhook' })}>
              {lastWebhookAt === undefined ? (
                <FormattedMessage id="provider.never" />
              ) : (
                <Timestamp at={lastWebhookAt} />
              )}
            </Fact>
            <Fact label={formatMessage({ id: 'provider.quarantined' })} testId="quarantined">
              {formatNumber(quarantined)}
            </Fact>
          </Facts>
        </Card>
      ))}
    </div>
  );
}
