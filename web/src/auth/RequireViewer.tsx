import { buttonClass, EmptyState } from '@stagedoor/design';
import { Ticket } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link, Outlet } from 'react-router';
import { isViewer, useUser } from '../app/session.ts';
import { Page } from '../common/Page.tsx';

/** Lets those through who buy, and tells the others that there is nothing for them here. */
export function RequireViewer() {
  const intl = useIntl();
  if (isViewer(useUser())) {
    return <Outlet />;
  }
  return (
    <Page titleId="viewersOnly.title" narrow data-testid="viewers-only">
      <EmptyState
        icon={<Ticket aria-hidden />}
        title={intl.formatMessage({ id: 'viewersOnly.lead' })}
        action={
          <Link to="/" className={buttonClass({ variant: 'primary' })}>
            <FormattedMessage id="notFound.home" />
          </Link>
        }
      >
        <FormattedMessage id="viewersOnly.text" />
      </EmptyState>
    </Page>
  );
}
