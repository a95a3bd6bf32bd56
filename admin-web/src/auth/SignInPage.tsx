import { Button, Card, Notice, TextField } from '@stagedoor/design';
import { useState, type SubmitEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import { problemOf } from '../api/problem.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Brand } from '../shell/Brand.tsx';
import { CodeField } from './SecondFactorField.tsx';
import styles from './SignInPage.module.css';

/** E-mail and password. Anybody may sign in here; whether they get in is the {@link Gate}'s business. */
export function SignInPage() {
  const { formatMessage } = useIntl();
  const { session } = useApi();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [code, setCode] = useState('');
  const [asked, setAsked] = useState(false);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setPending(true);
    setError(null);
    session
      .signIn({ email: email.trim(), password, ...(asked && { secondFactor: code.trim() }) })
      .catch((problem: unknown) => {
        setError(problem);
        setAsked(asked || problemOf(problem).code === 'SECOND_FACTOR_NEEDED');
      })
      .finally(() => setPending(false));
  };

  return (
    <main className={styles.page}>
      <Brand />
      <Card className={styles.card}>
        <PageHeader title={formatMessage({ id: 'signIn.title' })}>
          <FormattedMessage id="signIn.about" />
        </PageHeader>
        {error !== null && (
          <Notice tone="danger" role="alert" data-testid="sign-in-error">
            {problemOf(error).detail ?? <FormattedMessage id="problem.offline" />}
          </Notice>
        )}
        <form className={styles.form} onSubmit={submit}>
          <TextField
            type="email"
            name="email"
            label={formatMessage({ id: 'signIn.email' })}
            autoComplete="username"
            autoFocus
            isRequired
            value={email}
            onChange={setEmail}
            data-testid="sign-in-email"
          />
          <TextField
            type="password"
            name="password"
            label={formatMessage({ id: 'signIn.password' })}
            autoComplete="current-password"
            isRequired
            value={password}
            onChange={setPassword}
            data-testid="sign-in-password"
          />
          {asked && <CodeField value={code} onChange={setCode} autoFocus />}
          <Button
            type="submit"
            variant="primary"
            size="lg"
            wide
            isPending={pending}
            data-testid="sign-in-submit"
          >
            <FormattedMessage id="signIn.submit" />
          </Button>
        </form>
      </Card>
    </main>
  );
}
