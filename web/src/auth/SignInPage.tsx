import { Button, Notice, TextField } from '@stagedoor/design';
import type { SignInRequest } from '@stagedoor/sdk';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { useClient } from '../app/client.ts';
import { explain } from '../common/problems.ts';
import { AuthCard } from './AuthCard.tsx';
import styles from './Form.module.css';
import { textOf } from './formData.ts';
import { useEnter } from './useEnter.ts';

export function SignInPage() {
  const intl = useIntl();
  const client = useClient();
  const enter = useEnter((request: SignInRequest) => client.session.signIn(request));
  return (
    <AuthCard
      titleId="signIn.title"
      footer={
        <FormattedMessage
          id="signIn.other"
          values={{ a: (text) => <Link to="/sign-up">{text}</Link> }}
        />
      }
    >
      <Form
        className={styles.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          enter.mutate({ email: textOf(data, 'email'), password: textOf(data, 'password') });
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
