import type { Sample } from '../sessions/meterSeries.ts';
import { linear } from './scale.ts';
import styles from './SeriesPanel.module.css';

/** How much room the figures of the axes take, in CSS pixels. */
export const AXIS_PX = { left: 52, right: 12, top: 26, bottom: 22 };

interface SeriesPanelProps {
  readonly title: string;
  readonly series: readonly Sample[];
  /** `line` between figures that grew in between, `step` for figures that jump. */
  readonly shape: 'line' | 'step';
  /** The moment at the right edge. */
  readonly endMs: number;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly formatX: (elapsedMs: number) => string;
  readonly formatY: (value: number) => string;
  /** A second, dashed series to hold the first against. */
  readonly reference?: readonly Sample[];
  /** The moment the reader points at, null for none. */
  readonly pointedMs: number | null;
  readonly pointedValue: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** One figure against time: an area under a line, grid lines at round values, the pointed moment marked. */
export function SeriesPanel(props: SeriesPanelProps) {
  const { title, series, shape, endMs, reference, widthPx, heightPx, pointedMs } = props;
  const floorPx = heightPx - AXIS_PX.bottom;
  const x = linear(endMs, AXIS_PX.left, widthPx - AXIS_PX.right);
  const y = linear(props.yTicks.at(-1) ?? 0, floorPx, AXIS_PX.top);
  const line = pathOf(series, shape, endMs, x, y);
  return (
    <svg width={widthPx} height={heightPx} className={styles.panel} aria-hidden>
      <text x={0} y={12} className={styles.title}>
        {title}
      </text>
      {props.yTicks.map((tick) => (
        <g key={tick}>
          <line
            className={styles.grid}
            x1={AXIS_PX.left}
            x2={widthPx - AXIS_PX.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text
            className={styles.tick}
            x={AXIS_PX.left - 8}
            y={y(tick)}
            textAnchor="end"
            dominantBaseline="central"
          >
            {props.formatY(tick)}
          </text>
        </g>
      ))}
      {props.xTicks.map((tick) => (
        <text key={tick} className={styles.tick} x={x(tick)} y={heightPx - 5} textAnchor="middle">
          {props.formatX(tick)}
        </text>
      ))}
      {reference && (
        <path className={styles.reference} d={pathOf(reference, 'line', endMs, x, y)} />
      )}
      <path className={styles.area} d={`${line}L${x(endMs)} ${floorPx}L${x(0)} ${floorPx}Z`} />
      <path className={styles.line} d={line} data-shape={shape} />
      {pointedMs !== null && (
        <g className={styles.pointer}>
          <line x1={x(pointedMs)} x2={x(pointedMs)} y1={AXIS_PX.top} y2={floorPx} />
          <circle cx={x(pointedMs)} cy={y(props.pointedValue)} r={4} />
        </g>
      )}
    </svg>
  );
}

type Scale = (value: number) => number;

/** The series as a path that runs on flat to the right edge: what was reached stays reached. */
function pathOf(
  series: readonly Sample[],
  shape: 'line' | 'step',
  endMs: number,
  x: Scale,
  y: Scale,
): string {
  const points = series.map(({ elapsedMs, value }, index) => {
    const to = `${x(elapsedMs)} ${y(value)}`;
    if (index === 0) return `M${to}`;
    return shape === 'step' ? `H${x(elapsedMs)}V${y(value)}` : `L${to}`;
  });
  return `${points.join('')}H${x(endMs)}`;
}
