import { Badge, Card } from '@stagedoor/design';
import { FormattedMessage, useIntl } from 'react-intl';
import type { MediaLoop, Node } from '../api/types.ts';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import { Fact, Facts } from '../parts/Facts.tsx';
import { LoadingRows } from '../parts/LoadingRows.tsx';
import { QueryView } from '../parts/QueryView.tsx';
import { Section } from '../parts/Section.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';
import { useNodes } from './liveQueries.ts';
import { cpuShareOf, ratesOf, sameRun } from './rates.ts';
import { useFigures } from './useFigures.ts';

/** The servers: whether they serve, what they carry, and how hard that is for them. */
export function NodesSection() {
  const { formatMessage } = useIntl();
  return (
    <Section title={formatMessage({ id: 'live.nodes' })}>
      <QueryView query={useNodes()} loading={<LoadingRows rows={3} />}>
        {({ nodes, before }) =>
          nodes.map((node) => (
            <NodeCard key={node.startedAt} node={node} before={sameRun(node, before)} />
          ))
        }
      </QueryView>
    </Section>
  );
}

interface NodeCardProps {
  readonly node: Node;
  readonly before: Node | undefined;
}

function NodeCard({ node, before }: NodeCardProps) {
  const { formatMessage, formatNumber } = useIntl();
  const { share, bytes } = useFigures();
  return (
    <Card data-testid="node">
      <div className={text.spaced}>
        <NodeState node={node} />
        <Facts>
          {(['connections', 'calls', 'liveSessions'] as const).map((figure) => (
            <Fact
              key={figure}
              label={formatMessage({ id: `live.node.${figure}` })}
              testId={`node-${figure}`}
            >
              {formatNumber(node[figure])}
            </Fact>
          ))}
          <Fact label={formatMessage({ id: 'live.node.cpu' })} testId="node-cpu">
            {share(cpuShareOf(node, before))}
          </Fact>
          <Fact label={formatMessage({ id: 'live.node.resident' })}>
            {bytes(node.residentBytes)}
          </Fact>
          <Fact label={formatMessage({ id: 'live.node.heap' })}>
            {formatMessage(
              { id: 'live.node.heapOf' },
              { used: bytes(node.heapUsedBytes), limit: bytes(node.heapLimitBytes) },
            )}
          </Fact>
        </Facts>
        <LoopsTable node={node} before={before} />
      </div>
    </Card>
  );
}

function NodeState({ node: { serving, stopsBy, startedAt } }: { readonly node: Node }) {
  return (
    <span className={text.line}>
      <Badge tone={serving ? 'success' : 'danger'} data-testid="node-state">
        <FormattedMessage id={serving ? 'live.node.serving' : 'live.node.draining'} />
      </Badge>
      <span className={text.muted}>
        {stopsBy === undefined ? (
          <FormattedMessage
            id="live.node.since"
            values={{ at: <Timestamp key="at" at={startedAt} /> }}
          />
        ) : (
          <FormattedMessage
            id="live.node.stopsBy"
            values={{ at: <Timestamp key="at" at={stopsBy} timeOnly /> }}
          />
        )}
      </span>
    </span>
  );
}

function LoopsTable({ node, before }: NodeCardProps) {
  const { formatMessage } = useIntl();
  const { share, rate } = useFigures();
  const columns: Column<MediaLoop>[] = [
    {
      id: 'loop',
      header: formatMessage({ id: 'live.loop' }),
      cell: ({ index }) => formatMessage({ id: 'live.loop.name' }, { index: index + 1 }),
    },
    {
      id: 'received',
      header: formatMessage({ id: 'live.loop.received' }),
      align: 'end',
      cell: (loop) => rate(ratesOf(node, before, loop).receivedPerSecond),
    },
    {
      id: 'sent',
      header: formatMessage({ id: 'live.loop.sent' }),
      align: 'end',
      cell: (loop) => rate(ratesOf(node, before, loop).sentPerSecond),
    },
    {
      id: 'cpu',
      header: formatMessage({ id: 'live.loop.cpu' }),
      align: 'end',
      cell: (loop) => share(ratesOf(node, before, loop).cpuShare),
    },
  ];
  return (
    <DataTable
      label={formatMessage({ id: 'live.loops' })}
      columns={columns}
      rows={node.loops}
      rowKey={({ index }) => index}
      testId="loops"
    />
  );
}
