import { Button, Segmented, Select, Switch, TextField } from '@stagedoor/design';
import type { CoinPackage } from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { CoinField } from '../common/CoinField.tsx';
import { useFormat } from '../i18n/format.ts';
import { autoTopUpRequest, capOf, coinsOf, type TopUpRequest } from './autoTopUpRequest.ts';
import styles from './WalletCare.module.css';

const PERIODS = ['DAY', 'WEEK', 'MONTH'] as const satisfies readonly TopUpRequest['period'][];

interface AutoTopUpChoiceProps {
  readonly packages: readonly CoinPackage[];
  readonly isPending: boolean;
  readonly onSave: (body: TopUpRequest) => void;
}

/** What to buy, when, and how often at most; nothing is sent before the viewer has agreed. */
export function AutoTopUpChoice({ packages, isPending, onSave }: AutoTopUpChoiceProps) {
  const intl = useIntl();
  const format = useFormat();
  const [packageId, setPackageId] = useState<string | null>(null);
  const [threshold, setThreshold] = useState('');
  const [times, setTimes] = useState('');
  const [period, setPeriod] = useState<TopUpRequest['period']>('MONTH');
  const [agreed, setAgreed] = useState(false);
  const offer = packages.find(({ id }) => id === packageId);
  const choice = { offer, threshold, times, period, agreed };
  const cap = capOf(choice);
  const request = autoTopUpRequest(choice);
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (request) {
          onSave(request);
        }
      }}
    >
      <CoinField
        label={intl.formatMessage({ id: 'autoTopUp.threshold' })}
        value={threshold}
        onChange={setThreshold}
        data-testid="auto-top-up-threshold"
      />
      <Select
        label={intl.formatMessage({ id: 'autoTopUp.package' })}
        options={packages.map((each) => ({
          id: each.id,
          label: intl.formatMessage(
            { id: 'autoTopUp.offer' },
            { coins: format.money(coinsOf(each)), price: format.money(each.price) },
          ),
        }))}
        value={packageId}
        onChange={setPackageId}
      />
      <TextField
        label={intl.formatMessage({ id: 'autoTopUp.times' })}
        inputMode="numeric"
        isRequired
        value={times}
        onChange={setTimes}
        data-testid="auto-top-up-times"
      />
      <Segmented
        label={intl.formatMessage({ id: 'limits.period' })}
        options={PERIODS.map((id) => ({
          id,
          label: intl.formatMessage({ id: `limits.period.${id}` }),
        }))}
        value={period}
        onChange={setPeriod}
      />
      {cap && (
        <p className={styles.note} data-testid="auto-top-up-cap">
          <FormattedMessage id={`autoTopUp.cap.${period}`} values={{ cap: format.money(cap) }} />
        </p>
      )}
      <Switch isSelected={agreed} onChange={setAgreed} data-testid="auto-top-up-agree">
        <FormattedMessage id="autoTopUp.agree" />
      </Switch>
      <Button
        type="submit"
        isPending={isPending}
        isDisabled={request === null}
        data-testid="auto-top-up-save"
      >
        <FormattedMessage id="autoTopUp.save" />
      </Button>
    </Form>
  );
}
