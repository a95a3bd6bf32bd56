package dev.stagedoor.billing;

import dev.stagedoor.billing.approval.Approvals;
import dev.stagedoor.billing.approval.Concerned;
import dev.stagedoor.billing.metering.MeteringContext;
import dev.stagedoor.billing.payouts.PayoutPostings;
import dev.stagedoor.billing.store.AdjustmentChange;
import dev.stagedoor.billing.store.ApprovedChange;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.MembershipChanges;
import dev.stagedoor.billing.store.PostgresApprovals;
import dev.stagedoor.billing.store.PostgresCodes;
import dev.stagedoor.billing.store.PostgresPrices;
import dev.stagedoor.billing.store.SettlementChange;
import dev.stagedoor.billing.store.TaxRulePublication;
import java.util.List;

/** Everything that one person proposes and another does by approving it. */
final class TwoPeople {
    private TwoPeople() {}

    static Approvals approvals(Database database, BillingConfig config, Concerned concerned, MeteringContext context) {
        List<ApprovedChange> changes = List.of(
                PostgresPrices.publication(config.prices().currency()),
                new AdjustmentChange(config.prices().asset()),
                MembershipChanges.offer(),
                MembershipChanges.end(),
                PostgresCodes.approved(),
                new TaxRulePublication(),
                new SettlementChange(config.payouts(), new PayoutPostings(context.ids())));
        return new Approvals(new PostgresApprovals(database, changes), config.approval(), concerned, context.clock());
    }
}
