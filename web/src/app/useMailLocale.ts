import type { StagedoorClient, User } from '@stagedoor/sdk';
import { useEffect } from 'react';
import { mailLocale } from '../i18n/mailLocale.ts';

/** Lets the account say in which language its owner reads, for mail to somebody who is not here. */
export function useMailLocale(client: StagedoorClient, user: User | null): void {
  const userId = user?.id;
  const known = user?.locale;
  useEffect(() => {
    const wanted = mailLocale(navigator.languages);
    if (userId !== undefined && known !== wanted) {
      // Nobody waits for it; the next visit says it again.
      void client.rest
        .patch('/api/v1/me', { body: { locale: wanted } })
        .then((changed) => client.session.update(changed))
        .catch(() => undefined);
    }
  }, [client, userId, known]);
}
