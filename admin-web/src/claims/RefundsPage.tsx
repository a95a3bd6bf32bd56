import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Refund } from '../api/types.ts';
import { usePager } from '../paging/usePager.ts';
import { Amount } from '../parts/Amount.tsx';
import type { Column } from '../parts/DataTable.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { ClaimFilter, ClaimList, useClaimState } from './ClaimList.tsx';
import { useRefunds } from './claimQueries.ts';
import { EvidenceButton } from './EvidenceButton.tsx';
import { RulingButtons } from './RulingButtons.tsx';

/** Buyers who want money back. */
export function RefundsPage() {
  const { formatMessage } = useIntl();
  const pager = usePager();
  const query = useRefunds({ state: useClaimState(), cursor: pager.cursor });
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'refunds.title' })}>
        <FormattedMessage id="refunds.about" />
      </PageHeader>
      <ClaimFilter />
      <ClaimList
        query={query}
        pager={pager}
        label={formatMessage({ id: 'refunds.title' })}
        columns={useColumns()}
        testId="refunds"
      />
    </div>
  );
}

function useColumns(): Column<Refund>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'reason',
      header: formatMessage({ id: 'claim.reason' }),
      cell: ({ reason }) => reason,
    },
    {
      id: 'user',
      header: formatMessage({ id: 'claim.user' }),
      cell: ({ userId }) => (
        <Link className={text.link} to={`/accounts?ownerId=${userId}`}>
          {formatMessage({ id: 'users.accounts' })}
        </Link>
      ),
    },
    {
      id: 'asked',
      header: formatMessage({ id: 'claim.asked' }),
      cell: ({ requestedAt }) => <Timestamp at={requestedAt} />,
    },
    {
      id: 'price',
      header: formatMessage({ id: 'refunds.price' }),
      cell: ({ price }) => <Amount money={price} withAsset />,
      align: 'end',
    },
    {
      id: 'returned',
      header: formatMessage({ id: 'claim.returned' }),
      cell: ({ returned }) => <Amount money={returned} withAsset />,
      align: 'end',
    },
    {
      id: 'atProvider',
      header: formatMessage({ id: 'refunds.atProvider' }),
      cell: ({ provider, atProvider }) =>
        formatMessage({ id: `refunds.atProvider.${atProvider}` }, { provider }),
    },
    {
      id: 'evidence',
      header: formatMessage({ id: 'claim.evidence' }),
      cell: ({ orderId }) => <EvidenceButton of="order" id={orderId} />,
    },
    {
      id: 'decide',
      header: formatMessage({ id: 'claim.decide' }),
      cell: ({ id, state }) => <RulingButtons kind="refund" id={id} state={state} />,
      wide: true,
    },
  ];
}
