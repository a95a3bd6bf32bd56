import { Button, Notice, TextField } from '@stagedoor/design';
import type { SignInRequest } from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { useClient } from '../app/client.ts';
import { asksForFactor, explain } from '../common/problems.ts';
import { CodeField } from '../settings/SecondFactorField.tsx';
import { AuthCard } from './AuthCard.tsx';
import styles from './Form.module.css';
import { textOf } from './formData.ts';
import { useEnter } from './useEnter.ts';

export function SignInPage() {
  const intl = useIntl();
  const client = useClient();
  const onwards: unknown = useLocation().state;
  const enter = useEnter((request: SignInRequest) => client.session.signIn(request));
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);
  return (
    <AuthCard
      titleId="signIn.title"
      footer={
        <FormattedMessage
          id="signIn.other"
          values={{
            a: (text) => (
              <Link to="/sign-up" state={onwards}>
                {text}
              </Link>
            ),
          }}
        />
      }
    >
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          enter.mutate(
            {
              email: textOf(data, 'email'),
              password: textOf(data, 'password'),
              ...(asked && { secondFactor: code.trim() }),
            },
            { onError: (error) => setAsked(asked || asksForFactor(error)) },
          );
        }}
      >
        {enter.error && (
          <Notice tone="danger" role="alert" data-testid="sign-in-error">
            {explain(intl, enter.error)}
          </Notice>
        )}
        <TextField
          name="email"
          type="email"
          autoComplete="username"
          isRequired
          label={intl.formatMessage({ id: 'field.email' })}
          data-testid="email"
        />
        <TextField
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
          label={intl.formatMessage({ id: 'field.password' })}
          data-testid="password"
        />
        {asked && <CodeField value={code} onChange={setCode} autoFocus />}
        <Button
          type="submit"
          variant="primary"
          size="lg"
          wide
          isPending={enter.isPending}
          data-testid="sign-in"
        >
          <FormattedMessage id="signIn.submit" />
        </Button>
      </Form>
    </AuthCard>
  );
}
