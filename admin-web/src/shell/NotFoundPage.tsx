import { buttonClass, EmptyState } from '@stagedoor/design';
import { MapPinOff } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';

export function NotFoundPage() {
  const { formatMessage } = useIntl();
  return (
    <EmptyState
      icon={<MapPinOff size={28} aria-hidden />}
      title={formatMessage({ id: 'page.notFound' })}
      action={
        <Link className={buttonClass({ variant: 'primary' })} to="/sessions">
          <FormattedMessage id="page.notFound.action" />
        </Link>
      }
      data-testid="page-not-found"
    >
      <FormattedMessage id="page.notFound.about" />
    </EmptyState>
  );
}
