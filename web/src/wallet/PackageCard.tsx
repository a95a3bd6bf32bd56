import { Badge, Button, classes } from '@stagedoor/design';
import { type CoinPackage, toMajor } from '@stagedoor/sdk';
import { FormattedMessage, useIntl } from 'react-intl';
import { Coins } from '../common/Coins.tsx';
import { useFormat } from '../i18n/format.ts';
import { coinsOf } from './autoTopUpRequest.ts';
import styles from './PackageCard.module.css';

interface PackageCardProps {
  readonly offer: CoinPackage;
  readonly isBuying: boolean;
  readonly isDisabled: boolean;
  readonly onBuy: () => void;
}

/** One package: coins, bonus, price, and what a coin costs in it. */
export function PackageCard({ offer, isBuying, isDisabled, onBuy }: PackageCardProps) {
  const intl = useIntl();
  const format = useFormat();
  const { bonusCoins, planCoins, price, regularPrice, bonusPercent } = offer;
  const total = coinsOf(offer);
  const highlighted = offer.badge !== '';
  return (
    <li className={classes(styles.card, highlighted && styles.highlighted)}>
      {highlighted && (
        <span className={styles.badge}>
          <Badge tone="accent">{offer.badge}</Badge>
        </span>
      )}
      <span className={styles.coins}>
        <Coins money={total} />
      </span>
      <span className={styles.bonus}>
        {bonusPercent > 0 ? (
          <FormattedMessage
            id="package.bonus"
            values={{ percent: bonusPercent, coins: toMajor(bonusCoins) }}
          />
        ) : (
          <FormattedMessage id="package.noBonus" />
        )}
      </span>
      {price.amountMinor < regularPrice.amountMinor && (
        <span className={styles.plan} data-testid="plan-price">
          <FormattedMessage
            id="package.planPrice"
            values={{ regular: <s>{format.amount(regularPrice)}</s> }}
          />
        </span>
      )}
      {planCoins.amountMinor > 0 && (
        <span className={styles.plan} data-testid="plan-coins">
          <FormattedMessage id="package.planCoins" values={{ coins: toMajor(planCoins) }} />
        </span>
      )}
      <Button
        variant={highlighted ? 'accent' : 'secondary'}
        wide
        isPending={isBuying}
        isDisabled={isDisabled}
        onPress={onBuy}
        aria-label={intl.formatMessage(
          { id: 'package.buy' },
          { coins: toMajor(total), price: format.amount(price) },
        )}
        data-testid={`buy-${offer.id}`}
      >
        {format.amount(price)}
      </Button>
      <span className={styles.unit}>
        <FormattedMessage id="package.perCoin" values={{ price: format.unitPrice(price, total) }} />
      </span>
    </li>
  );
}
