import { Button, Notice, TextField } from '@stagedoor/design';
import type { User } from '@stagedoor/sdk';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain, fieldProblems } from '../common/problems.ts';
import styles from './SettingsPage.module.css';

/** Name and bio as others see them. */
export function ProfileForm({ user }: { readonly user: User }) {
  const intl = useIntl();
  const client = useClient();
  const [displayName, setDisplayName] = useState(user.displayName);
  const [bio, setBio] = useState(user.bio);
  const save = useMutation({
    mutationFn: () =>
      client.rest.patch('/api/v1/me', {
        body: { displayName: displayName.trim(), bio: bio.trim() },
      }),
    onSuccess: (changed) => client.session.update(changed),
  });
  return (
    <Form
      className={styles.form ?? ''}
      validationErrors={fieldProblems(save.error)}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextField
        name="displayName"
        label={intl.formatMessage({ id: 'field.displayName' })}
        description={intl.formatMessage({ id: 'field.displayName.hint' })}
        isRequired
        minLength={3}
        maxLength={20}
        value={displayName}
        onChange={setDisplayName}
        data-testid="display-name"
      />
      <TextField
        name="bio"
        label={intl.formatMessage({ id: 'field.bio' })}
        description={intl.formatMessage({ id: 'field.bio.hint' })}
        rows={3}
        maxLength={150}
        value={bio}
        onChange={setBio}
        data-testid="bio"
      />
      <Button type="submit" variant="primary" isPending={save.isPending} data-testid="save-profile">
        <FormattedMessage id="action.save" />
      </Button>
      {save.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, save.error)}
        </Notice>
      )}
      {save.isSuccess && (
        <Notice tone="success" role="status">
          <FormattedMessage id="settings.saved" />
        </Notice>
      )}
    </Form>
  );
}
