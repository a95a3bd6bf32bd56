import { Button, Notice, Segmented } from '@stagedoor/design';
import type { RegisterRequest } from '@stagedoor/sdk';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useLocation } from 'react-router';
import { useClient } from '../app/client.ts';
import { explain, fieldProblems } from '../common/problems.ts';
import { latestBirthDate } from './age.ts';
import { AuthCard } from './AuthCard.tsx';
import styles from './Form.module.css';
import { textOf } from './formData.ts';
import { followedLink, forgetReferral } from './referral.ts';
import { SignUpFields } from './SignUpFields.tsx';
import { useEnter } from './useEnter.ts';

type Role = RegisterRequest['role'];

export function SignUpPage() {
  const intl = useIntl();
  const client = useClient();
  const onwards: unknown = useLocation().state;
  const [role, setRole] = useState<Role>('VIEWER');
  const enter = useEnter(async (request: RegisterRequest) => {
    const user = await client.session.register(request);
    forgetReferral();
    return user;
  });
  return (
    <AuthCard
      titleId="signUp.title"
      footer={
        <FormattedMessage
          id="signUp.other"
          values={{
            a: (text) => (
              <Link to="/sign-in" state={onwards}>
                {text}
              </Link>
            ),
          }}
        />
      }
    >
      <Form
        className={styles.form ?? ''}
        validationErrors={fieldProblems(enter.error)}
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate(readRequest(new FormData(event.currentTarget), role));
        }}
      >
        {enter.error && (
          <Notice tone="danger" role="alert" data-testid="sign-up-error">
            {explain(intl, enter.error)}
          </Notice>
        )}
        <Segmented<Role>
          label={intl.formatMessage({ id: 'signUp.role' })}
          showLabel
          value={role}
          onChange={setRole}
          options={[
            {
              id: 'VIEWER',
              label: intl.formatMessage({ id: 'signUp.viewer' }),
              'data-testid': 'role-viewer',
            },
            {
              id: 'PERFORMER',
              label: intl.formatMessage({ id: 'signUp.performer' }),
              'data-testid': 'role-performer',
            },
            {
              id: 'AGENCY',
              label: intl.formatMessage({ id: 'signUp.agency' }),
              'data-testid': 'role-agency',
            },
          ]}
        />
        <SignUpFields latestBirthDate={latestBirthDate(new Date())} />
        <Button
          type="submit"
          variant="primary"
          size="lg"
          wide
          isPending={enter.isPending}
          data-testid="sign-up"
        >
          <FormattedMessage id="signUp.submit" />
        </Button>
      </Form>
    </AuthCard>
  );
}

function readRequest(data: FormData, role: Role): RegisterRequest {
  return {
    displayName: textOf(data, 'displayName'),
    email: textOf(data, 'email'),
    password: textOf(data, 'password'),
    dateOfBirth: textOf(data, 'dateOfBirth'),
    role,
    referral: followedLink(Date.now()),
  };
}
