import { Badge, Button, type Tone } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { Webhook } from '../api/types.ts';
import { Amount } from '../parts/Amount.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { Dismissal } from './Dismissal.tsx';

const OUTCOMES = {
  ACCEPTED: { tone: 'success', label: 'webhook.outcome.accepted' },
  STALE: { tone: 'neutral', label: 'webhook.outcome.stale' },
  QUARANTINED: { tone: 'danger', label: 'webhook.outcome.quarantined' },
  SETTLED: { tone: 'neutral', label: 'webhook.outcome.settled' },
} as const satisfies Record<string, { tone: Tone; label: string }>;

interface WebhooksTableProps {
  readonly webhooks: readonly Webhook[];
  readonly stale: boolean;
  readonly onReplay: (webhookId: number) => void;
  readonly isReplaying: boolean;
}

function Outcome({ outcome }: { readonly outcome: string }) {
  const known = Object.entries(OUTCOMES).find(([name]) => name === outcome)?.[1];
  return (
    <Badge tone={known?.tone ?? 'neutral'}>
      {known ? <FormattedMessage id={known.label} /> : outcome}
    </Badge>
  );
}

/** What providers sent; what was kept aside can be decided on again, or closed where it moves nothing. */
export function WebhooksTable({ webhooks, stale, onReplay, isReplaying }: WebhooksTableProps) {
  const { formatMessage } = useIntl();
  const columns: Column<Webhook>[] = [
    {
      id: 'event',
      header: formatMessage({ id: 'webhook.event' }),
      cell: ({ provider, eventId, kind }) => (
        <span className={text.stack}>
          <strong className={text.name}>
            {provider} {kind}
          </strong>
          <span className={text.mono}>{eventId}</span>
        </span>
      ),
    },
    {
      id: 'at',
      header: formatMessage({ id: 'webhook.at' }),
      cell: ({ receivedAt }) => <Timestamp at={receivedAt} />,
      wide: true,
      bare: true,
    },
    {
      id: 'order',
      header: formatMessage({ id: 'webhook.order' }),
      cell: ({ orderId }) => orderId && <span className={text.mono}>{orderId}</span>,
      wide: true,
    },
    {
      id: 'amount',
      header: formatMessage({ id: 'webhook.amount' }),
      align: 'end',
      cell: ({ amount }) => amount && <Amount money={amount} withAsset />,
    },
    {
      id: 'outcome',
      header: formatMessage({ id: 'webhook.outcome' }),
      cell: ({ outcome, reason, replayable, dismissable, id, payoutId }) => (
        <span className={text.cell}>
          <Outcome outcome={outcome} />
          {reason}
          {replayable && (
            <Button
              size="sm"
              isDisabled={isReplaying}
              onPress={() => onReplay(id)}
              data-testid={`replay-${id}`}
            >
              <FormattedMessage id="webhook.replay" />
            </Button>
          )}
          {outcome === 'QUARANTINED' && payoutId !== undefined && (
            <Link className={text.link} to="/payouts">
              <FormattedMessage id="webhook.payout" />
            </Link>
          )}
          {dismissable && <Dismissal webhookId={id} />}
        </span>
      ),
      wide: true,
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'webhooks.title' })}
      columns={columns}
      rows={webhooks}
      rowKey={({ id }) => id}
      stale={stale}
      testId="webhooks"
    />
  );
}
