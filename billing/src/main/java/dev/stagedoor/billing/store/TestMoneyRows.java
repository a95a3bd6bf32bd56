package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.store.jooq.Tables.ACCOUNT;

import dev.stagedoor.billing.ledger.AccountKind;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.payments.Sandbox;
import dev.stagedoor.billing.payouts.SandboxPayouts;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * What is owed for coins that were bought at the sandbox. It is in the books like all other, so that trying out looks like the real
 * thing, and must never be paid by anybody but the sandbox.
 */
final class TestMoneyRows {
    /**
     * The payee's part of every use of a lot that came from the sandbox, months of fan clubs among them, rounded up, and
     * commissions of its sales; less what the sandbox has paid out or is paying, and what corrections have taken from the payee.
     */
    private static final String OWED = """
            with sale as (
                select p.id from billing.payment_order o
                  join billing.transfer p on p.idem_scope = 'purchase' and p.idem_key = 'purchase:' || o.provider || ':' || o.payment_ref
                 where o.provider = {0} and o.payment_ref is not null),
            owed as (
                select ceil(e.amount * used.coins / used.whole) as amount
                  from billing.earning_uses((select array_agg(id) from sale)) used
                  join billing.entry e on e.transfer_id = used.transfer_id and e.asset = {2}
                  join billing.account c on c.id = e.account_id
                 where c.owner_ref = {1}
                   and c.kind in ('creator.pending', 'creator.available', 'agency.pending', 'agency.available')
                union all
                select r.commission_minor from billing.payment_order o join billing.referral_commission r on r.order_id = o.id
                 where o.provider = {0} and r.referrer_id = {1} and r.asset = {2}
                union all
                select -gross_minor from billing.payout
                 where payee_id = {1} and asset = {2} and provider = {0} and state <> 'FAILED'
                union all
                select e.amount from billing.account c
                  join billing.entry e on e.account_id = c.id and e.amount < 0
                  join billing.transfer t on t.id = e.transfer_id and t.code = 'ADJUST'
                 where c.owner_ref = {1} and c.asset = {2}
                   and split_part(c.kind, '.', 1) in ('creator', 'agency', 'referrer'))
            select greatest(0, coalesce(sum(amount), 0))::bigint from owed""";

    private TestMoneyRows() {}

    /** In minor units; 0 where payouts go by the sandbox, too, or nothing was ever bought there. */
    static long owedTo(DSLContext sql, UUID payeeId, Asset asset, String payoutProvider) {
        if (payoutProvider.equals(SandboxPayouts.NAME) || !hasSold(sql)) {
            return 0;
        }
        Long owed = sql.resultQuery(OWED, DSL.val(Sandbox.NAME), DSL.val(payeeId), DSL.val(asset.name()))
                .fetchSingle()
                .get(0, Long.class);
        return owed == null ? 0 : owed;
    }

    /** What providers owe us is an account each, opened by the first sale. */
    private static boolean hasSold(DSLContext sql) {
        return sql.fetchExists(
                ACCOUNT, ACCOUNT.KIND.eq(AccountKind.PSP_RECEIVABLE.kind()).and(ACCOUNT.QUALIFIER.eq(Sandbox.NAME)));
    }
}
