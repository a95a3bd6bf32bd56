import { Card, Segmented } from '@stagedoor/design';
import { type EarningsSummary, toMajor } from '@stagedoor/sdk';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useFormat } from '../i18n/format.ts';
import { bars } from './bars.ts';
import styles from './WeekChart.module.css';

type Days = EarningsSummary['days'];
type Measure = 'earned' | 'calls' | 'gifts';
const MEASURES: readonly Measure[] = ['earned', 'calls', 'gifts'];

const WIDTH = 350;
const HEIGHT = 120;
const LABEL = 18;
const GAP = 0.3;

/** Seven days as bars: earnings, calls or gifts. The same numbers stand in a table for those who do not see it. */
export function WeekChart({ days }: { readonly days: Days }) {
  const intl = useIntl();
  const format = useFormat();
  const [measure, setMeasure] = useState<Measure>('earned');
  const number = (day: Days[number], of: Measure) =>
    of === 'earned' ? toMajor(day.earned) : day[of];
  const text = (day: Days[number], of: Measure) =>
    of === 'earned' ? format.amount(day.earned) : intl.formatNumber(day[of]);
  // A date without a time is a day of the site's calendar; read as UTC it stays that day everywhere.
  const weekday = (date: string) =>
    intl.formatDate(`${date}T00:00:00Z`, { weekday: 'short', timeZone: 'UTC' });
  const step = WIDTH / Math.max(1, days.length);
  return (
    <Card as="section" className={styles.card} aria-labelledby="week">
      <div className={styles.head}>
        <h2 id="week">
          <FormattedMessage id="money.sevenDays" />
        </h2>
        <Segmented<Measure>
          label={intl.formatMessage({ id: 'money.measure' })}
          value={measure}
          onChange={setMeasure}
          options={MEASURES.map((id) => ({
            id,
            label: intl.formatMessage({ id: `money.measure.${id}` }),
            'data-testid': `measure-${id}`,
          }))}
        />
      </div>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + LABEL}`}
        aria-hidden
        data-testid="week-chart"
      >
        <line className={styles.axis} x1={0} x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
        {bars(days.map((day) => number(day, measure))).map(({ height }, index) => (
          <g key={days[index]?.date}>
            <rect
              className={styles.bar}
              x={(index + GAP / 2) * step}
              y={HEIGHT * (1 - height)}
              width={step * (1 - GAP)}
              height={HEIGHT * height}
              rx={4}
            />
            <text className={styles.day} x={(index + 0.5) * step} y={HEIGHT + LABEL - 4}>
              {weekday(days[index]?.date ?? '')}
            </text>
          </g>
        ))}
      </svg>
      <table className={styles.hidden}>
        <caption>
          <FormattedMessage id="money.sevenDays" />
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <FormattedMessage id="money.day" />
            </th>
            {MEASURES.map((id) => (
              <th key={id} scope="col">
                <FormattedMessage id={`money.measure.${id}`} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{weekday(day.date)}</th>
              {MEASURES.map((id) => (
                <td key={id}>{text(day, id)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
