import { Badge, Button, Card, Skeleton } from '@stagedoor/design';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { useClient } from '../app/client.ts';
import { queries } from '../app/queries.ts';
import { Failed } from '../common/Failed.tsx';
import { FactorCodes } from './FactorCodes.tsx';
import { FactorSetup } from './FactorSetup.tsx';
import { FactorUpkeep } from './FactorUpkeep.tsx';
import styles from './SettingsPage.module.css';

/** The second factor: off, being set up, or on. */
export function SecondFactorCard() {
  const query = useQuery(queries.secondFactor(useClient()));
  const [settingUp, setSettingUp] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Card as="section" className={styles.card} data-testid="second-factor">
      <h2 id="second-factor">
        <FormattedMessage id="factor.title" />
      </h2>
      {query.isPending && <Skeleton shape="block" />}
      {query.isError && <Failed error={query.error} retry={query.refetch} />}
      {query.data && (
        <div>
          <Badge tone={query.data.enabled ? 'success' : 'neutral'} data-testid="factor-state">
            <FormattedMessage id={query.data.enabled ? 'factor.on' : 'factor.off'} />
          </Badge>
        </div>
      )}
      {codes !== null && <FactorCodes codes={codes} onKept={() => setCodes(null)} />}
      {codes === null && query.data?.enabled && (
        <FactorUpkeep left={query.data.recoveryCodesLeft} onCodes={setCodes} />
      )}
      {codes === null && query.data?.enabled === false && (
        <>
          <p>
            <FormattedMessage id={query.data.required ? 'factor.required' : 'factor.why'} />
          </p>
          {settingUp ? (
            <FactorSetup
              onDone={(made) => {
                setCodes(made);
                setSettingUp(false);
              }}
            />
          ) : (
            <Button
              variant="primary"
              onPress={() => setSettingUp(true)}
              data-testid="factor-set-up"
            >
              <FormattedMessage id="factor.setUp" />
            </Button>
          )}
        </>
      )}
    </Card>
  );
}
