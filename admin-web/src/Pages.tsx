import { Navigate, Route, Routes } from 'react-router';
import { AccountsPage } from './accounts/AccountsPage.tsx';
import { AdjustmentsPage } from './adjustments/AdjustmentsPage.tsx';
import { AgenciesPage } from './agencies/AgenciesPage.tsx';
import { ApprovalsPage } from './approvals/ApprovalsPage.tsx';
import { ChargebacksPage } from './claims/ChargebacksPage.tsx';
import { DisputesPage } from './claims/DisputesPage.tsx';
import { CodesPage } from './codes/CodesPage.tsx';
import { LivePage } from './live/LivePage.tsx';
import { MailPage } from './mail/MailPage.tsx';
import { PayeesPage } from './payouts/PayeesPage.tsx';
import { PayoutsPage } from './payouts/PayoutsPage.tsx';
import { PricesPage } from './prices/PricesPage.tsx';
import { ProvidersPage } from './providers/ProvidersPage.tsx';
import { ReconciliationPage } from './audit/ReconciliationPage.tsx';
import { RefundsPage } from './claims/RefundsPage.tsx';
import { RiskPage } from './risk/RiskPage.tsx';
import { TaxRulesPage } from './payouts/TaxRulesPage.tsx';
import { SessionPage } from './sessions/SessionPage.tsx';
import { SessionsPage } from './sessions/SessionsPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { SettlementsPage } from './settlements/SettlementsPage.tsx';
import { TransferPage } from './transfers/TransferPage.tsx';
import { TransfersPage } from './transfers/TransfersPage.tsx';
import { TrialBalancePage } from './trialBalance/TrialBalancePage.tsx';
import { UsersPage } from './users/UsersPage.tsx';

/** Which address shows which page, below `/admin/`. */
export function Pages() {
  return (
    <Routes>
      <Route index element={<Navigate to="/sessions" replace />} />
      <Route path="live" element={<LivePage />} />
      <Route path="sessions" element={<SessionsPage />} />
      <Route path="sessions/:callId" element={<SessionPage />} />
      <Route path="transfers" element={<TransfersPage />} />
      <Route path="transfers/:transferId" element={<TransferPage />} />
      <Route path="accounts" element={<AccountsPage />} />
      <Route path="trial-balance" element={<TrialBalancePage />} />
      <Route path="approvals" element={<ApprovalsPage />} />
      <Route path="prices" element={<PricesPage />} />
      <Route path="providers" element={<ProvidersPage />} />
      <Route path="payouts" element={<PayoutsPage />} />
      <Route path="risk" element={<RiskPage />} />
      <Route path="agencies" element={<AgenciesPage />} />
      <Route path="payees" element={<PayeesPage />} />
      <Route path="tax-rules" element={<TaxRulesPage />} />
      <Route path="reconciliation" element={<ReconciliationPage />} />
      <Route path="settlements" element={<SettlementsPage />} />
      <Route path="refunds" element={<RefundsPage />} />
      <Route path="disputes" element={<DisputesPage />} />
      <Route path="chargebacks" element={<ChargebacksPage />} />
      <Route path="codes" element={<CodesPage />} />
      <Route path="adjustments" element={<AdjustmentsPage />} />
      <Route path="users" element={<UsersPage />} />
      <Route path="mail" element={<MailPage />} />
      <Route path="*" element={<NotFoundPage />} />
    </Routes>
  );
}
