import { EmptyState, Switch } from '@stagedoor/design';
import { Ticket } from 'lucide-react';
import { FormattedMessage, useIntl } from 'react-intl';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import page from '../parts/Page.module.css';
import { PageHeader } from '../parts/PageHeader.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Refused } from '../parts/Refused.tsx';
import { Section } from '../parts/Section.tsx';
import { Timestamp } from '../parts/Timestamp.tsx';
import { useActivation, useCodes, type CoinCode } from './codeQueries.ts';
import { NewCodeForm } from './NewCodeForm.tsx';

/** Codes that give coins: how often each was used, whether it works now, and new ones. */
export function CodesPage() {
  const { formatMessage } = useIntl();
  const query = useCodes();
  return (
    <div className={page.page}>
      <PageHeader title={formatMessage({ id: 'codes.title' })}>
        <FormattedMessage id="codes.about" />
      </PageHeader>
      <Section title={formatMessage({ id: 'codes.new' })}>
        <NewCodeForm />
      </Section>
      <QueryView query={query} loading={<LoadingRows />}>
        {({ items, leftAlone }) => (
          <>
            <p data-testid="left-alone">
              <FormattedMessage
                id="codes.leftAlone"
                values={{ amount: <Amount money={leftAlone} withAsset /> }}
              />
            </p>
            {items.length === 0 ? (
              <EmptyState
                icon={<Ticket size={28} aria-hidden />}
                title={formatMessage({ id: 'codes.empty' })}
                data-testid="empty"
              >
                <FormattedMessage id="codes.empty.about" />
              </EmptyState>
            ) : (
              <Codes codes={items} />
            )}
          </>
        )}
      </QueryView>
    </div>
  );
}

function Codes({ codes }: { readonly codes: readonly CoinCode[] }) {
  const { formatMessage } = useIntl();
  const activation = useActivation();
  const columns: Column<CoinCode>[] = [
    {
      id: 'code',
      header: formatMessage({ id: 'codes.code' }),
      cell: ({ code }) => <code>{code}</code>,
    },
    {
      id: 'coins',
      header: formatMessage({ id: 'codes.coins' }),
      align: 'end',
      cell: ({ coins }) => <Amount money={coins} withAsset />,
    },
    {
      id: 'used',
      header: formatMessage({ id: 'codes.used' }),
      cell: ({ redeemed, maximumTotal, maximumPerUser }) =>
        formatMessage({ id: 'codes.usedOf' }, { redeemed, maximumTotal, maximumPerUser }),
    },
    {
      id: 'valid',
      header: formatMessage({ id: 'codes.valid' }),
      cell: ({ validFrom, validUntil }) => (
        <>
          <Timestamp at={validFrom} /> – <Timestamp at={validUntil} />
        </>
      ),
    },
    {
      id: 'active',
      header: formatMessage({ id: 'codes.active' }),
      cell: ({ code, active }) => (
        <Switch
          isSelected={active}
          isDisabled={activation.isPending}
          onChange={(wanted) => activation.mutate({ code, active: wanted })}
          data-testid="code-active"
        >
          {formatMessage({ id: active ? 'codes.on' : 'codes.off' })}
        </Switch>
      ),
    },
  ];
  return (
    <>
      {activation.isError && <Refused error={activation.error} data-testid="activation-error" />}
      <DataTable
        label={formatMessage({ id: 'codes.title' })}
        columns={columns}
        rows={codes}
        rowKey={({ code }) => code}
        testId="codes"
      />
    </>
  );
}
