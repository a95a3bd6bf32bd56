import { TextField } from '@stagedoor/design';
import { useIntl } from 'react-intl';

/** The limits are the server's (openapi.yaml, RegisterRequest); here they only spare a round trip. */
export function SignUpFields({ latestBirthDate }: { readonly latestBirthDate: string }) {
  const intl = useIntl();
  return (
    <>
      <TextField
        name="displayName"
        autoComplete="nickname"
        isRequired
        minLength={3}
        maxLength={20}
        label={intl.formatMessage({ id: 'field.displayName' })}
        description={intl.formatMessage({ id: 'field.displayName.hint' })}
        data-testid="display-name"
      />
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
        autoComplete="new-password"
        isRequired
        minLength={10}
        maxLength={200}
        label={intl.formatMessage({ id: 'field.password' })}
        description={intl.formatMessage({ id: 'field.password.hint' })}
        data-testid="password"
      />
      <TextField
        name="dateOfBirth"
        type="date"
        autoComplete="bday"
        isRequired
        max={latestBirthDate}
        label={intl.formatMessage({ id: 'field.dateOfBirth' })}
        description={intl.formatMessage({ id: 'field.dateOfBirth.hint' })}
        data-testid="date-of-birth"
      />
    </>
  );
}
