import { Badge, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Chargeback } from '../api/types.ts';
import { usePager } from '../paging/usePager.ts';
import { Amount } from '../parts/Amount.tsx';
import type { Column } from '../parts/DataTable.tsx';
import styles from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { AnswerCell } from './AnswerCell.tsx';
import { ClaimList } from './ClaimList.tsx';
import { useChargebacks } from './claimQueries.ts';
import { EvidenceButton } from './EvidenceButton.tsx';

const TONES: Record<Chargeback['stage'], Tone> = {
  OPENED: 'info',
  WON: 'success',
  LOST: 'danger',
};

/** What each party bears, in the order in which it is taken. */
const PARTS = ['disputed', 'clawed', 'debt', 'loss', 'fee'] as const;

/** Payments that banks took back. */
export function ChargebacksPage() {
  const { formatMessage } = useIntl();
  const pager = usePager();
  const query = useChargebacks({ cursor: pager.cursor });
  return (
    <div className={styles.page}>
      <PageHeader title={formatMessage({ id: 'chargebacks.title' })}>
        <FormattedMessage id="chargebacks.about" />
      </PageHeader>
      <ClaimList
        query={query}
        pager={pager}
        label={formatMessage({ id: 'chargebacks.title' })}
        columns={useColumns()}
        testId="chargebacks"
        empty={{
          title: formatMessage({ id: 'chargebacks.empty' }),
          about: <FormattedMessage id="chargebacks.empty.about" />,
        }}
      />
    </div>
  );
}

function useColumns(): Column<Chargeback>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'case',
      header: formatMessage({ id: 'chargebacks.case' }),
      cell: ({ reference, openedAt, stage }) => (
        <span className={text.cell}>
          <strong className={text.name}>{reference}</strong>
          <span className={text.muted}>
            <Timestamp at={openedAt} />
          </span>
          <Badge tone={TONES[stage]}>
            <FormattedMessage id={`chargebacks.stage.${stage}`} />
          </Badge>
        </span>
      ),
    },
    {
      id: 'user',
      header: formatMessage({ id: 'claim.user' }),
      cell: ({ userId }) => (
        <Link className={text.link} to={`/accounts?ownerId=${userId}`} data-testid="case-user">
          {formatMessage({ id: 'users.accounts' })}
        </Link>
      ),
    },
    {
      id: 'answer',
      header: formatMessage({ id: 'answer.column' }),
      cell: (row) => <AnswerCell chargeback={row} />,
      wide: true,
    },
    {
      id: 'coins',
      header: formatMessage({ id: 'chargebacks.coins' }),
      cell: ({ coins }) => <Amount money={coins} withAsset />,
      align: 'end',
    },
    ...PARTS.map((part): Column<Chargeback> => ({
      id: part,
      header: formatMessage({ id: `chargebacks.${part}` }),
      cell: (row) => <Amount money={row[part]} withAsset />,
      align: 'end',
    })),
    {
      id: 'evidence',
      header: formatMessage({ id: 'claim.evidence' }),
      cell: ({ orderId }) => <EvidenceButton of="order" id={orderId} />,
    },
  ];
}
