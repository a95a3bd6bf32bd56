import type { components } from '@stagedoor/sdk';

type Schemas = components['schemas'];

export type Approval = Schemas['Approval'];
export type ApprovalState = Schemas['ApprovalState'];
export type CaseAnswer = Schemas['CaseAnswer'];
export type CheckReport = Schemas['CheckReport'];
export type Chargeback = Schemas['Chargeback'];
export type ClaimState = Schemas['ClaimState'];
export type Dispute = Schemas['Dispute'];
export type Heartbeat = Schemas['Heartbeat'];
export type Job = Schemas['Job'];
export type LedgerAccount = Schemas['LedgerAccount'];
export type LedgerEntry = Schemas['LedgerEntry'];
export type LedgerTransfer = Schemas['LedgerTransfer'];
export type Mail = Schemas['Mail'];
export type MailPage = Schemas['MailPage'];
export type MailState = Schemas['MailState'];
export type MediaEvent = Schemas['MediaEvent'];
export type MediaLoop = Schemas['MediaLoop'];
export type MediaRoom = Schemas['MediaRoom'];
export type MeteredSession = Schemas['MeteredSession'];
export type NetPerCoin = Schemas['NetPerCoin'];
export type Node = Schemas['Node'];
export type PriceList = Schemas['PriceList'];
export type PriceProposal = Schemas['PriceProposal'];
export type PriceVersion = Schemas['PriceVersion'];
export type Provider = Schemas['Provider'];
export type NamedPayout = Schemas['NamedPayout'];
export type Payee = Schemas['Payee'];
export type PayoutAction = Schemas['PayoutAction']['action'];
export type PayoutState = Schemas['PayoutState'];
export type RiskFlag = Schemas['RiskFlag'];
export type RunningCall = Schemas['RunningCall'];
export type SettlementImport = Schemas['SettlementImport'];
export type SettlementLine = Schemas['SettlementLine'];
export type TaxRule = Schemas['TaxRule'];
export type TaxRuleProposal = Schemas['TaxRuleProposal'];
export type FoundPerson = Schemas['FoundPerson'];
export type Refund = Schemas['Refund'];
export type TrialBalance = Schemas['TrialBalance'];
export type Webhook = Schemas['Webhook'];
export type Verdict = Schemas['ApprovalDecision']['verdict'];
export type User = Schemas['User'];

/** One page of a keyset-paged list; without `nextCursor` it is the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}
