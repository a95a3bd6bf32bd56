import { Badge, Button, Card, Notice, TextField } from '@stagedoor/design';
import type { BankAccount, EarningsSummary } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain, fieldProblems } from '../common/problems.ts';
import { useSecondFactor } from '../settings/SecondFactorField.tsx';
import styles from './PayoutCard.module.css';

const NOTHING: BankAccount = { holder: '', accountNumber: '', bankCode: '' };

/** Where the money goes. A new account has to be checked before anything is paid to it. */
export function AccountCard({ standing }: { readonly standing: EarningsSummary['standing'] }) {
  const { account, verified } = standing;
  const [editing, setEditing] = useState(false);
  return (
    <Card as="section" className={styles.card} aria-labelledby="account">
      <h2 id="account">
        <FormattedMessage id="account.title" />
      </h2>
      {account && (
        <div data-testid="account">
          <p>{account.holder}</p>
          <p className={styles.note}>
            {account.maskedNumber} · {account.bankCode}
          </p>
          <Badge tone={verified ? 'success' : 'neutral'} data-testid="account-state">
            <FormattedMessage id={verified ? 'account.verified' : 'account.waiting'} />
          </Badge>
        </div>
      )}
      {editing || !account ? (
        <AccountForm onSaved={() => setEditing(false)} />
      ) : (
        <Button onPress={() => setEditing(true)} data-testid="account-change">
          <FormattedMessage id="account.change" />
        </Button>
      )}
    </Card>
  );
}

function AccountForm({ onSaved }: { readonly onSaved: () => void }) {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const [account, setAccount] = useState(NOTHING);
  const factor = useSecondFactor();
  const save = useMutation({
    mutationFn: () =>
      client.rest.put('/api/v1/performer/payouts/account', {
        body: account,
        headers: factor.headers,
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['earnings'] });
      onSaved();
    },
  });
  const field = (name: keyof BankAccount, autoComplete: string) => (
    <TextField
      name={name}
      label={intl.formatMessage({ id: `account.${name}` })}
      isRequired
      autoComplete={autoComplete}
      value={account[name]}
      onChange={(text) =>
        setAccount({ ...account, [name]: name === 'holder' ? text : text.replace(/\s/g, '') })
      }
      data-testid={`account-${name}`}
    />
  );
  return (
    <Form
      className={styles.form ?? ''}
      validationErrors={fieldProblems(save.error)}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {field('holder', 'name')}
      {field('accountNumber', 'off')}
      {field('bankCode', 'off')}
      {factor.field}
      <p className={styles.note}>
        <FormattedMessage id="account.note" />
      </p>
      <Button type="submit" isPending={save.isPending} data-testid="account-save">
        <FormattedMessage id="action.save" />
      </Button>
      {save.isError && (
        <Notice tone="danger" role="alert" data-testid="account-error">
          {explain(intl, save.error)}
        </Notice>
      )}
    </Form>
  );
}
