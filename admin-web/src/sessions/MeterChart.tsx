import { useState, type PointerEvent } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Heartbeat, LedgerTransfer } from '../api/types.ts';
import { clockTicks, decimalTicks } from '../chart/scale.ts';
import { AXIS_PX, SeriesPanel } from '../chart/SeriesPanel.tsx';
import { useWidth } from '../chart/useWidth.ts';
import { COIN, formatMoney, MINOR_PER_COIN } from '../money/money.ts';
import { formatClock } from '../time/duration.ts';
import { billableSeries, capturedSeries, valueAt, valueBetween } from './meterSeries.ts';
import styles from './MeterChart.module.css';

interface MeterChartProps {
  readonly heartbeats: readonly Heartbeat[];
  readonly transfers: readonly LedgerTransfer[];
  readonly startedAt: string;
}

const PANEL_HEIGHT_PX = 180;
const TICK_WIDTH_PX = 90;
const Y_GAPS = 3;

/**
 * Billable time and captured coins over the same clock. Two panels rather than two axes in one: on a shared plane a
 * reader would see crossings that mean nothing. The dashed line is the wall clock; where the billable line leaves it,
 * nothing was delivered.
 */
export function MeterChart({ heartbeats, transfers, startedAt }: MeterChartProps) {
  const { formatMessage, formatNumber, locale } = useIntl();
  const [element, widthPx] = useWidth<HTMLDivElement>();
  const [pointedMs, setPointedMs] = useState<number | null>(null);

  const billable = billableSeries(heartbeats, startedAt);
  const captured = capturedSeries(transfers, startedAt).map(({ elapsedMs, value }) => ({
    elapsedMs,
    value: value / MINOR_PER_COIN,
  }));
  const endMs = Math.max(1, ...[...billable, ...captured].map(({ elapsedMs }) => elapsedMs));

  const at = pointedMs ?? endMs;
  const coins = { amountMinor: Math.round(valueAt(captured, at) * MINOR_PER_COIN), currency: COIN };
  const reading = {
    at: formatClock(at),
    billable: formatClock(valueBetween(billable, at)),
    captured: formatMoney(coins, locale),
  };

  const point = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left - AXIS_PX.left) / (width - AXIS_PX.left - AXIS_PX.right);
    setPointedMs(Math.min(1, Math.max(0, share)) * endMs);
  };

  const shared = {
    endMs,
    pointedMs,
    widthPx,
    heightPx: PANEL_HEIGHT_PX,
    xTicks: clockTicks(endMs, Math.max(2, widthPx / TICK_WIDTH_PX)).filter((tick) => tick <= endMs),
    formatX: formatClock,
  };
  return (
    <figure className={styles.chart} data-testid="meter-chart">
      <figcaption className={styles.reading} data-testid="meter-reading">
        <span>
          <FormattedMessage id="meter.reading" values={reading} />
        </span>
        <span className={styles.legend}>
          <FormattedMessage id="meter.wallClock" />
        </span>
      </figcaption>
      <div
        ref={element}
        className={styles.panels}
        role="img"
        aria-label={formatMessage({ id: 'meter.about' }, reading)}
        onPointerMove={point}
        onPointerLeave={() => setPointedMs(null)}
      >
        <SeriesPanel
          {...shared}
          title={formatMessage({ id: 'session.billable' })}
          series={billable}
          shape="line"
          reference={[
            { elapsedMs: 0, value: 0 },
            { elapsedMs: endMs, value: endMs },
          ]}
          yTicks={clockTicks(endMs, Y_GAPS)}
          formatY={formatClock}
          pointedValue={valueBetween(billable, at)}
        />
        <SeriesPanel
          {...shared}
          title={formatMessage({ id: 'meter.captured' })}
          series={captured}
          shape="step"
          yTicks={decimalTicks(Math.max(...captured.map(({ value }) => value)), Y_GAPS)}
          formatY={formatNumber}
          pointedValue={valueAt(captured, at)}
        />
      </div>
    </figure>
  );
}
