import type { components } from '../generated/openapi.ts';

type Schemas = components['schemas'];

export type BankAccount = Schemas['BankAccount'];
export type CallDetail = Schemas['CallDetail'];
export type CallKind = Schemas['CallKind'];
export type CallOutcome = Schemas['CallOutcome'];
export type CallState = Schemas['CallState'];
export type CallSummary = Schemas['CallSummary'];
export type CoinPackage = Schemas['CoinPackage'];
export type Earnings = Schemas['Earnings'];
export type EarningsSummary = Schemas['EarningsSummary'];
export type Increment = Schemas['Increment'];
export type Movement = Schemas['Movement'];
export type Order = Schemas['Order'];
export type Payout = Schemas['Payout'];
export type PayoutRequest = Schemas['PayoutRequest'];
export type PayoutScheduleChoice = Schemas['PayoutScheduleChoice'];
export type Performer = Schemas['Performer'];
export type PerformerSettings = Schemas['PerformerSettings'];
export type Person = Schemas['Person'];
export type Presence = Schemas['Presence'];
export type Quote = Schemas['Quote'];
export type Rating = Schemas['Rating'];
export type Receipt = Schemas['Receipt'];
export type Role = Schemas['Role'];
export type Wallet = Schemas['Wallet'];
