import { Button, Notice, Sheet } from '@stagedoor/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { explain } from '../common/problems.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './WalletCare.module.css';

/** A day to cool off, a month, half a year. */
const DAYS = [1, 30, 180] as const;

/** Shuts the person out for a time that they choose and cannot take back. */
export function Exclusion({ until }: { readonly until: string | null }) {
  const intl = useIntl();
  const format = useFormat();
  const client = useClient();
  const cache = useQueryClient();
  const [days, setDays] = useState<number | null>(null);
  const exclude = useMutation({
    mutationFn: (time: number) =>
      client.rest.post('/api/v1/wallet/exclusion', { body: { days: time } }),
    onSuccess: (limits) => {
      setDays(null);
      cache.setQueryData(queries.limits(client).queryKey, limits);
    },
  });
  return (
    <>
      {until && (
        <Notice tone="warning" role="status" data-testid="excluded">
          <FormattedMessage id="exclusion.until" values={{ at: format.dateTime(until) }} />
        </Notice>
      )}
      <p className={styles.note}>
        <FormattedMessage id="exclusion.about" />
      </p>
      <div className={styles.choices}>
        {DAYS.map((time) => (
          <Button
            key={time}
            size="sm"
            onPress={() => setDays(time)}
            data-testid={`exclude-${time.toString()}`}
          >
            <FormattedMessage id="exclusion.days" values={{ days: time }} />
          </Button>
        ))}
      </div>
      {days !== null && (
        <Sheet
          isOpen
          onClose={() => setDays(null)}
          title={intl.formatMessage({ id: 'exclusion.ask' }, { days })}
          closeLabel={intl.formatMessage({ id: 'action.close' })}
          size="sm"
        >
          <div className={styles.form}>
            <p>
              <FormattedMessage id="exclusion.warning" />
            </p>
            {exclude.isError && (
              <Notice tone="danger" role="alert">
                {explain(intl, exclude.error)}
              </Notice>
            )}
            <Button
              variant="danger"
              wide
              isPending={exclude.isPending}
              onPress={() => exclude.mutate(days)}
              data-testid="exclude-confirm"
            >
              <FormattedMessage id="exclusion.confirm" />
            </Button>
          </div>
        </Sheet>
      )}
    </>
  );
}
