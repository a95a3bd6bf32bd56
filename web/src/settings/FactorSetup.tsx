import { Button, Notice, QrCode, TextField } from '@stagedoor/design';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain } from '../common/problems.ts';
import { CodeField } from './SecondFactorField.tsx';
import styles from './SettingsPage.module.css';

interface Secret {
  readonly secret: string;
  readonly address: string;
}

/** First the password, then the secret for the app, then a code that shows that the app has it. */
export function FactorSetup({ onDone }: { readonly onDone: (codes: readonly string[]) => void }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  return secret === null ? (
    <PasswordStep onSecret={setSecret} />
  ) : (
    <CodeStep secret={secret} onDone={onDone} />
  );
}

function PasswordStep({ onSecret }: { readonly onSecret: (secret: Secret) => void }) {
  const intl = useIntl();
  const client = useClient();
  const [password, setPassword] = useState('');
  const begin = useMutation({
    mutationFn: () => client.rest.post('/api/v1/me/second-factor', { body: { password } }),
    onSuccess: onSecret,
  });
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <TextField
        type="password"
        autoComplete="current-password"
        isRequired
        autoFocus
        label={intl.formatMessage({ id: 'field.password' })}
        description={intl.formatMessage({ id: 'factor.password.hint' })}
        value={password}
        onChange={setPassword}
        data-testid="factor-password"
      />
      {begin.isError && <Problem error={begin.error} />}
      <Button
        type="submit"
        variant="primary"
        isPending={begin.isPending}
        data-testid="factor-begin"
      >
        <FormattedMessage id="factor.begin" />
      </Button>
    </Form>
  );
}

interface CodeStepProps {
  readonly secret: Secret;
  readonly onDone: (codes: readonly string[]) => void;
}

function CodeStep({ secret, onDone }: CodeStepProps) {
  const intl = useIntl();
  const client = useClient();
  const cache = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      client.rest.post('/api/v1/me/second-factor/confirmation', { body: { code: code.trim() } }),
    onSuccess: async ({ recoveryCodes }) => {
      onDone(recoveryCodes);
      await cache.invalidateQueries({ queryKey: ['secondFactor'] });
      // Who works for the house has the rights of the house only in a token made from now on.
      await client.session.refresh();
    },
  });
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p>
        <FormattedMessage id="factor.scan" />
      </p>
      <QrCode text={secret.address} label={intl.formatMessage({ id: 'factor.qr' })} />
      <p>
        <FormattedMessage
          id="factor.secret"
          values={{
            secret: (
              <code className={styles.secret} data-testid="factor-secret">
                {secret.secret}
              </code>
            ),
          }}
        />
      </p>
      <CodeField value={code} onChange={setCode} />
      {confirm.isError && <Problem error={confirm.error} />}
      <Button
        type="submit"
        variant="primary"
        isPending={confirm.isPending}
        data-testid="factor-confirm"
      >
        <FormattedMessage id="factor.confirm" />
      </Button>
    </Form>
  );
}

function Problem({ error }: { readonly error: unknown }) {
  const intl = useIntl();
  return (
    <Notice tone="danger" role="alert" data-testid="factor-error">
      {explain(intl, error)}
    </Notice>
  );
}
