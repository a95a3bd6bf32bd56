import { buttonClass, EmptyState } from '@stagedoor/design';
import { DoorClosed } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import { Page } from '../common/Page.tsx';

export function NotFoundPage() {
  const intl = useIntl();
  return (
    <Page titleId="notFound.title" narrow data-testid="not-found">
      <EmptyState
        icon={<DoorClosed aria-hidden />}
        title={intl.formatMessage({ id: 'notFound.lead' })}
        action={
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            <FormattedMessage id="notFound.home" />
          </Link>
        }
      >
        <FormattedMessage id="notFound.text" />
      </EmptyState>
    </Page>
  );
}
