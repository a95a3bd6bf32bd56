import { FormattedMessage, useIntl } from 'react-intl';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { AdjustmentForm } from './AdjustmentForm.tsx';

/** Corrections of the books: proposed here, posted when somebody else approves them. */
export function AdjustmentsPage() {
  const { formatMessage } = useIntl();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'adjustments.title' })}>
        <FormattedMessage id="adjustments.about" />
      </PageHeader>
      <AdjustmentForm />
    </div>
  );
}
