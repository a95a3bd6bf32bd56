import type { PriceList } from '../api/types.ts';

/** A row of a section with the values at its paths, however deep. */
export type Row = Readonly<Record<string, unknown>>;

/** What is typed into a field: money in minor units of the list's currency, shares and factors in basis points. */
export type FieldKind = 'text' | 'number' | 'money' | 'share' | 'factor' | 'flag' | Choice;

/** One of the words that the contract knows. */
export type Choice = 'scope' | 'discount';

export const CHOICES = {
  scope: ['DEFAULT', 'LEVEL', 'PERFORMER'],
  discount: ['PRICE', 'BONUS'],
} as const;

export function isChoice(kind: FieldKind): kind is Choice {
  return kind in CHOICES;
}

export interface Field {
  /** Where in the row, with dots. */
  readonly path: string;
  readonly kind: FieldKind;
}

export type SectionName =
  'packages' | 'tiers' | 'peakWindows' | 'gifts' | 'plans' | 'splits' | 'fees';

export interface Section {
  readonly name: SectionName;
  readonly fields: readonly Field[];
  /** What a new row begins as. */
  readonly blank: Row;
}

const text = (path: string): Field => ({ path, kind: 'text' });
const number = (path: string): Field => ({ path, kind: 'number' });
const money = (path: string): Field => ({ path, kind: 'money' });
const share = (path: string): Field => ({ path, kind: 'share' });
const flag = (path: string): Field => ({ path, kind: 'flag' });

const BOUNDS = { base: 1, minimum: 1, maximum: 1 };

/** The parts of a price list that are rows, and what can be edited of each. */
export const SECTIONS: readonly Section[] = [
  {
    name: 'packages',
    fields: [
      text('id'),
      money('priceMinor'),
      number('paidCoins'),
      number('bonusCoins'),
      text('badge'),
      flag('quickBuy'),
    ],
    blank: { id: '', priceMinor: 0, paidCoins: 0, bonusCoins: 0, badge: '', quickBuy: false },
  },
  {
    name: 'tiers',
    fields: [
      text('name'),
      number('minimumFollowers'),
      flag('needsVerification'),
      ...['audio', 'video'].flatMap((kind) => [
        number(`${kind}.base`),
        number(`${kind}.minimum`),
        number(`${kind}.maximum`),
      ]),
    ],
    blank: {
      name: '',
      minimumFollowers: 0,
      needsVerification: false,
      audio: BOUNDS,
      video: BOUNDS,
    },
  },
  {
    name: 'peakWindows',
    fields: [
      text('from'),
      text('to'),
      text('zone'),
      { path: 'multiplierBasisPoints', kind: 'factor' },
    ],
    blank: { from: '22:00', to: '02:00', zone: 'UTC', multiplierBasisPoints: 10000 },
  },
  {
    name: 'gifts',
    fields: [text('id'), text('name'), text('symbol'), number('coins')],
    blank: { id: '', name: '', symbol: '', coins: 1 },
  },
  {
    name: 'plans',
    fields: [
      text('id'),
      text('name'),
      money('priceMinor'),
      { path: 'discount', kind: 'discount' },
      share('discountBasisPoints'),
      number('freeMinutes'),
    ],
    blank: {
      id: '',
      name: '',
      priceMinor: 0,
      discount: 'PRICE',
      discountBasisPoints: 0,
      freeMinutes: 0,
      benefits: [],
    },
  },
  {
    name: 'splits',
    fields: [
      { path: 'scope', kind: 'scope' },
      text('key'),
      share('performerBasisPoints'),
      share('agencyBasisPoints'),
    ],
    blank: { scope: 'PERFORMER', key: '', performerBasisPoints: 0, agencyBasisPoints: 0 },
  },
  {
    name: 'fees',
    fields: [text('channel'), share('basisPoints'), money('fixedMinor')],
    blank: { channel: '', basisPoints: 0, fixedMinor: 0 },
  },
];

/** Single values of a price list. */
export const TERMS: readonly Field[] = [
  money('nominalMinorPerCoin'),
  share('taxBasisPoints'),
  share('marginFloorBasisPoints'),
  flag('expiry.paidExpires'),
  number('expiry.paidInactiveDays'),
  number('expiry.bonusDays'),
  number('expiry.promoDays'),
  number('expiry.refundDays'),
  money('payoutLimits.minimumMinor'),
  money('payoutLimits.dailyMinor'),
  money('payoutLimits.monthlyMinor'),
  number('payoutLimits.maturityDays'),
  share('referral.basisPoints'),
  number('referral.windowDays'),
  number('referral.termDays'),
];

const NO_REFERRAL = { basisPoints: 0, windowDays: 0, termDays: 0 };

/** How long earnings wait where a list does not say it. */
const MATURITY_DAYS = 7;

/**
 * The list as its terms are shown: one of before there was a referral programme pays nobody for bringing people, and one of
 * before it said so keeps earnings for a week.
 */
export function shown(list: PriceList): Row {
  return {
    ...list,
    payoutLimits: { maturityDays: MATURITY_DAYS, ...list.payoutLimits },
    referral: list.referral ?? NO_REFERRAL,
  };
}

/** A copy with another term. What the list does not say stays unsaid unless it is what changes. */
export function withTerm(list: PriceList, path: string, value: unknown): PriceList {
  const row: Row = path.startsWith('referral.')
    ? { ...list, referral: list.referral ?? NO_REFERRAL }
    : { ...list };
  return withValue(row, path, value) as unknown as PriceList;
}

/** The value at a path with dots. */
export function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (part as Row | undefined)?.[name], row);
}

/** A copy with another value at a path. */
export function withValue(row: Row, path: string, value: unknown): Row {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...row, [name]: value };
  return { ...row, [name]: withValue(row[name] as Row, rest.join('.'), value) };
}

/** A copy with other rows in a section. The contract checks the shape of what is sent. */
export function withRows(list: PriceList, name: SectionName, rows: readonly Row[]): PriceList {
  return { ...list, [name]: rows };
}
