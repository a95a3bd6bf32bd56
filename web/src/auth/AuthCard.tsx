import { Card } from '@stagedoor/design';
import type { ReactNode } from 'react';
import { FormattedMessage } from 'react-intl';
import { Page } from '../common/Page.tsx';
import type { MessageId } from '../i18n/Messages.tsx';
import { Brand } from '../shell/Brand.tsx';
import styles from './AuthCard.module.css';

interface AuthCardProps {
  readonly titleId: MessageId;
  readonly children: ReactNode;
  /** The way to the other form. */
  readonly footer: ReactNode;
}

/** The frame of the sign-in and sign-up forms. */
export function AuthCard({ titleId, children, footer }: AuthCardProps) {
  return (
    <div className={styles.split}>
      <aside className={styles.stage}>
        <Brand large />
        <p className={styles.claim}>
          <FormattedMessage id="auth.claim" />
        </p>
        <p className={styles.promise}>
          <FormattedMessage id="auth.promise" />
        </p>
      </aside>
      <Page titleId={titleId} narrow>
        <Card className={styles.card}>{children}</Card>
        <p className={styles.footer}>{footer}</p>
      </Page>
    </div>
  );
}
