import { FormattedMessage, FormattedNumber, useIntl } from 'react-intl';
import type { NetPerCoin } from '../api/types.ts';
import { scaleOf } from '../money/money.ts';
import styles from './Prices.module.css';

const WIDTH = 100;
const HEIGHT = 10;

interface NetBarsProps {
  readonly nets: readonly NetPerCoin[];
  readonly currency: string;
}

function wayOf({ planId, allowance }: NetPerCoin) {
  if (allowance) return 'prices.net.allowance';
  return planId === undefined ? 'prices.net.way' : 'prices.net.wayOfPlan';
}

/** What a coin brings in each way to buy it, as bars against what it has to bring. */
export function NetBars({ nets, currency }: NetBarsProps) {
  const { formatMessage } = useIntl();
  const top = Math.max(
    ...nets.map(({ netMilli, requiredMilli }) => Math.max(netMilli, requiredMilli)),
    1,
  );
  const across = (milli: number) => (Math.max(milli, 0) / top) * WIDTH;
  const tooLow = nets.filter(({ enough }) => !enough).length;
  return (
    <figure className={styles.figure} data-testid="net-bars">
      <figcaption>
        <FormattedMessage id="prices.net.about" values={{ tooLow, all: nets.length }} />
      </figcaption>
      {/* It scrolls, so those without a pointer must be able to get into it. */}
      <ul
        className={styles.bars}
        role="list"
        tabIndex={0}
        aria-label={formatMessage({ id: 'prices.net' })}
      >
        {nets.map((net) => (
          <li
            key={`${net.packageId} ${net.planId ?? ''} ${net.channel} ${String(net.allowance)}`}
            className={styles.bar}
            data-enough={net.enough}
            data-testid="net-bar"
          >
            <span>
              {formatMessage(
                { id: wayOf(net) },
                { offer: net.packageId, channel: net.channel, plan: net.planId },
              )}
            </span>
            <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
              <rect className={styles.net} x="0" y="1" width={across(net.netMilli)} height="8" />
              <rect
                className={styles.mark}
                x={Math.min(across(net.requiredMilli), WIDTH - 1)}
                y="0"
                width="0.6"
                height={HEIGHT}
              />
            </svg>
            <span className={styles.figureOf}>
              <FormattedNumber
                value={net.netMilli / 1000 / 10 ** scaleOf(currency)}
                style="currency"
                currency={currency}
                maximumFractionDigits={4}
              />
              {!net.enough && (
                <strong>
                  <FormattedMessage id="prices.net.tooLow" />
                </strong>
              )}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
