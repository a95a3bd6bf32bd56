import { Button, classes, Notice, Presence, Switch } from '@stagedoor/design';
import { ProblemError } from '@stagedoor/sdk';
import { Coffee } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { explain } from '../common/problems.ts';
import styles from './OnlineCard.module.css';
import { useAvailability } from './useAvailability.ts';

/** The switch that opens and closes the stage door. */
export function OnlineCard({ userId }: { readonly userId: string }) {
  const intl = useIntl();
  const { performer, set } = useAvailability(userId);
  const presence = performer.data?.presence ?? 'OFFLINE';
  const open = presence === 'ONLINE' || presence === 'BUSY';
  // Without rates there is no performer to call yet.
  const unknown = performer.error instanceof ProblemError && performer.error.status === 404;
  return (
    <section className={classes(styles.card, open && styles.open)} data-testid="availability">
      <div className={styles.state}>
        <Presence presence={presence} label={intl.formatMessage({ id: `presence.${presence}` })} />
        <h2>
          <FormattedMessage id={`studio.state.${presence}`} />
        </h2>
        <p className={styles.hint}>
          <FormattedMessage id={unknown ? 'studio.ratesFirst' : `studio.hint.${presence}`} />
        </p>
      </div>
      <div className={styles.actions}>
        <Switch
          isSelected={open}
          isDisabled={unknown || performer.isPending || set.isPending || presence === 'BUSY'}
          onChange={(on) => set.mutate(on ? 'ONLINE' : 'OFFLINE')}
          data-testid="online-toggle"
        >
          <FormattedMessage id="studio.online" />
        </Switch>
        {presence === 'ONLINE' && (
          <Button
            size="sm"
            icon={<Coffee size={16} aria-hidden />}
            onPress={() => set.mutate('AWAY')}
            data-testid="go-away"
          >
            <FormattedMessage id="studio.away" />
          </Button>
        )}
      </div>
      {set.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, set.error)}
        </Notice>
      )}
    </section>
  );
}
