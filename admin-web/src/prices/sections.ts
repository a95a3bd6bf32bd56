import type { PriceList } from '../api/types.ts';

/** A row of a section with the values at its paths, however deep. */
export type Row = Readonly<Record<string, unknown>>;

/** What is typed into a field: money in minor units of the list's currency, shares and factors in basis points. */
export type FieldKind =
  'text' | 'moment' | 'number' | 'money' | 'share' | 'factor' | 'flag' | Choice;

/** One of the words that the contract knows. */
export type Choice = 'scope' | 'discount' | 'category' | 'animation';

export const CHOICES = {
  scope: ['DEFAULT', 'LEVEL', 'PERFORMER'],
  discount: ['PRICE', 'BONUS'],
  category: ['BASIC', 'PREMIUM', 'LUXURY', 'EXCLUSIVE', 'EVENT'],
  animation: ['OWN', 'POP', 'RAIN', 'SHINE', 'FLY', 'BURST'],
} as const;

export function isChoice(kind: FieldKind): kind is Choice {
  return kind in CHOICES;
}

export interface Field {
  /** Where in the row, with dots. */
  readonly path: string;
  readonly kind: FieldKind;
  /** What it is where the list says nothing; chosen again, it is left out of the list. */
  readonly unsaid?: string;
  /** The rows that have it; all, where this is left out. */
  readonly of?: (row: Row) => boolean;
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

const isOfEvent = (row: Row) => valueAt(row, 'look.category') === 'EVENT';
const moment = (path: string): Field => ({
  path,
  kind: 'moment',
  unsaid: '',
  // A date that no event has is there to be taken out.
  of: (row) => isOfEvent(row) || valueAt(row, path) !== undefined,
});

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
    fields: [
      text('id'),
      text('name'),
      text('symbol'),
      number('coins'),
      { path: 'look.category', kind: 'category', unsaid: 'BASIC' },
      { path: 'look.animation', kind: 'animation', unsaid: 'OWN' },
      ...['hi', 'kn', 'ta', 'te'].map((language) => ({
        ...text(`look.names.${language}`),
        unsaid: '',
      })),
      moment('look.from'),
      moment('look.until'),
    ],
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

/** A copy with another value at a path; without it, and without what is empty then, if the value is undefined. */
export function withValue(row: Row, path: string, value: unknown): Row {
  const [name = '', ...rest] = path.split('.');
  const part =
    rest.length === 0 ? value : withValue((row[name] ?? {}) as Row, rest.join('.'), value);
  const isGone = part === undefined || (rest.length > 0 && Object.keys(part as Row).length === 0);
  return isGone
    ? Object.fromEntries(Object.entries(row).filter(([other]) => other !== name))
    : { ...row, [name]: part };
}

/** A copy with what was typed into a field. */
export function withField(row: Row, { path, unsaid }: Field, typed: unknown): Row {
  return withValue(row, path, typed === unsaid ? undefined : typed);
}

/** The fields that a row has. */
export function fieldsOf({ fields }: Pick<Section, 'fields'>, row: Row): readonly Field[] {
  return fields.filter(({ of }) => of?.(row) ?? true);
}

/** A copy with other rows in a section. The contract checks the shape of what is sent. */
export function withRows(list: PriceList, name: SectionName, rows: readonly Row[]): PriceList {
  return { ...list, [name]: rows };
}
