package dev.stagedoor.billing.store;

import dev.stagedoor.billing.audit.Check;
import java.util.stream.Stream;

/** Ways to break the books of {@link ChecksTest}, each with the check that is there for it. */
final class Breakages {
    private static final String SETTLED = "insert into billing.settlement values ('sandbox', 's', '2026-01-01', 'INR')";

    private Breakages() {}

    /**
     * @param what happened
     * @param statements that do it, by somebody whom no guard stops
     */
    record Breakage(String what, Check check, String statements) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Breakage> all() {
        return Stream.of(
                        ofTheJournal(),
                        ofCoins(),
                        ofWhatTheyAreAbout(),
                        ofNumbers(),
                        ofEarnings(),
                        ofPayouts(),
                        ofEscrow(),
                        ofTheSeal())
                .flatMap(breakages -> breakages);
    }

    private static Stream<Breakage> ofTheJournal() {
        return Stream.of(
                new Breakage(
                        "an amount was changed",
                        Check.TRIAL_BALANCE,
                        "update billing.entry set amount = amount + 1 where line = 1"),
                new Breakage(
                        "lines are missing",
                        Check.TRIAL_BALANCE,
                        "delete from billing.entry where transfer_id = (select min(id) from billing.transfer)"),
                new Breakage(
                        "a balance was changed",
                        Check.BALANCES,
                        "update billing.account set balance = balance + 1 where not async"),
                new Breakage(
                        "a snapshot was changed",
                        Check.BALANCES,
                        "insert into billing.account_snapshot select id, 1, 0 from billing.account where async limit 1"
                                + " on conflict (account_id) do update set balance = account_snapshot.balance + 1"),
                new Breakage(
                        "a quarter of an hour says more than was owed",
                        Check.OWED,
                        "insert into billing.owed_quarter select owner_ref, 'INR', date_bin('15 minutes', now(), 'epoch'),"
                                + " 'creator', 'TIP', 1, 1 from billing.account where kind = 'creator.pending' limit 1"
                                + " on conflict (owner_ref, quarter, asset, side, code)"
                                + " do update set amount_minor = owed_quarter.amount_minor + 1"),
                new Breakage(
                        "an entry is missing", Check.VERSIONS, "delete from billing.entry where account_version = 1"),
                new Breakage(
                        "a balance after was changed",
                        Check.VERSIONS,
                        "update billing.entry set balance_after = 7 where account_version = 2"),
                new Breakage(
                        "a wallet is below zero",
                        Check.FLOORS,
                        "update billing.account set balance = -1 where kind = 'viewer.held'"));
    }

    private static Stream<Breakage> ofCoins() {
        return Stream.of(
                new Breakage(
                        "a month's free minutes were forgotten",
                        Check.FREE_MINUTES,
                        "update billing.plan_version set free_minutes = 40, allowance_minor = 200000"),
                new Breakage("a hold has grown", Check.HOLDS, "update billing.hold set amount = amount + 1"),
                new Breakage(
                        "a session ended and holds coins",
                        Check.HOLDS,
                        "update billing.metered_session set state = 'SETTLED'"),
                new Breakage("a lot has grown", Check.LOTS, "update billing.coin_lot set remaining = remaining + 1"),
                new Breakage("a pin is missing", Check.LOTS, "delete from billing.hold_lot"),
                new Breakage(
                        "coins came from nowhere",
                        Check.COINS_ISSUED,
                        "update billing.account set balance = balance + 5 where kind = 'viewer.available'"),
                new Breakage(
                        "revenue was taken too soon",
                        Check.COIN_LIABILITY,
                        "update billing.coin_lot set cost_minor = cost_minor + 1 where cost_minor > 0"));
    }

    private static Stream<Breakage> ofWhatTheyAreAbout() {
        return Stream.of(
                new Breakage(
                        "a receipt was changed",
                        Check.RECEIPTS,
                        "update billing.session_receipt set charged_minor = 1"),
                new Breakage(
                        "the rate was changed",
                        Check.SESSIONS,
                        "update billing.metered_session set rate_minor = rate_minor - 1000"),
                new Breakage("heartbeats are missing", Check.SESSIONS, "delete from billing.heartbeat"),
                new Breakage(
                        "an order was paid and not booked",
                        Check.ORDERS,
                        "update billing.transfer set ref = gen_random_uuid()"),
                new Breakage(
                        "an order was booked and not paid",
                        Check.ORDERS,
                        "update billing.payment_order set state = 'CREATED'"),
                new Breakage(
                        "an order had another price",
                        Check.ORDERS,
                        "update billing.payment_order set price_minor = price_minor + 1"),
                new Breakage(
                        "a provider paid out what nobody has bought",
                        Check.SETTLEMENTS,
                        SETTLED
                                + "; insert into billing.settlement_line (provider, line_ref, settlement_ref, import_id, kind,"
                                + " payment_ref, gross_minor, fee_minor, net_minor, fee_booked_minor)"
                                + " values ('sandbox', 'l', 's', gen_random_uuid(), 'PAYMENT', 'p', 9900, 0, 9900, 0)"),
                new Breakage(
                        "another amount was paid out",
                        Check.SETTLEMENTS,
                        SETTLED
                                + "; insert into billing.settlement_line (provider, line_ref, settlement_ref, import_id, kind,"
                                + " payment_ref, gross_minor, fee_minor, net_minor, fee_booked_minor)"
                                + " select provider, 'l', 's', gen_random_uuid(), 'PAYMENT', payment_ref, 9800, 0, 9800, 0"
                                + " from billing.payment_order where payment_ref is not null"),
                new Breakage(
                        "a payment was never paid out",
                        Check.SETTLEMENTS,
                        SETTLED + "; update billing.transfer set created_at = '2026-01-20'"),
                new Breakage(
                        "a webhook never came",
                        Check.WEBHOOKS,
                        "update billing.payment_order set state = 'PENDING', updated_at = 'epoch'"),
                new Breakage(
                        "a webhook is in quarantine",
                        Check.WEBHOOKS,
                        "update billing.provider_event set outcome = 'QUARANTINED'"),
                new Breakage(
                        "a webhook was forgotten",
                        Check.WEBHOOKS,
                        "update billing.provider_event set processed_at = null, received_at = 'epoch'"));
    }

    private static Stream<Breakage> ofEscrow() {
        return Stream.of(
                new Breakage(
                        "a ticket was forgotten",
                        Check.ESCROW,
                        "update billing.account set kind = 'escrow.event' where kind = 'viewer.available'"),
                new Breakage(
                        "a ticket has no coins",
                        Check.ESCROW,
                        "insert into billing.escrow_ticket values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 5)"));
    }

    private static Stream<Breakage> ofNumbers() {
        return Stream.of(
                new Breakage(
                        "a number was left out",
                        Check.DOCUMENTS,
                        "select billing.number_documents('UTC');"
                                + " update billing.document_number set number = number + 1"),
                new Breakage(
                        "a receipt has no number",
                        Check.DOCUMENTS,
                        "update billing.transfer set created_at = created_at - interval '2 hours' where code = 'PURCHASE'"),
                new Breakage(
                        "a receipt was numbered as a credit note",
                        Check.DOCUMENTS,
                        "select billing.number_documents('UTC'); update billing.document_number set series = 'C'"),
                new Breakage(
                        "a number was given to what is no payment",
                        Check.DOCUMENTS,
                        "insert into billing.document_number"
                                + " select min(id), 1999, 'R', 1 from billing.transfer where code = 'TIP'"));
    }

    private static Stream<Breakage> ofEarnings() {
        return Stream.of(
                new Breakage(
                        "a day was forgotten",
                        Check.MATURITY,
                        "update billing.earning_mark set upto_transfer = (select max(id) from billing.transfer)"),
                new Breakage(
                        "a day matured twice",
                        Check.MATURITY,
                        "insert into billing.earning_day (account_id, day, credit_minor, matures_at)"
                                + " select id, '2026-01-01', 5, '2026-01-09' from billing.account where kind = 'creator.pending'"),
                new Breakage(
                        "an agency's part of a tip has grown",
                        Check.AGENCIES,
                        partOfAnAgency("TIP", "amount = e.amount + 1")),
                new Breakage(
                        "an agency's part of a call has grown",
                        Check.AGENCIES,
                        partOfAnAgency("CAPTURE", "amount = e.amount + 1")),
                new Breakage(
                        "a performer never agreed",
                        Check.AGENCIES,
                        "update billing.agency_membership set state = 'DECLINED'"),
                new Breakage(
                        "another agency was paid for a call",
                        Check.AGENCIES,
                        "update billing.rate_plan_version set agency_id = gen_random_uuid() where agency_id is not null"),
                new Breakage(
                        "a commission has grown",
                        Check.REFERRALS,
                        "update billing.entry e set amount = e.amount + 1 from billing.account a where a.id = e.account_id"
                                + " and a.kind = 'referrer.pending'"),
                new Breakage(
                        "a commission was paid at another share",
                        Check.REFERRALS,
                        "update billing.referral_commission set basis_points = 600"),
                new Breakage(
                        "a commission was paid to somebody else",
                        Check.REFERRALS,
                        "update billing.account set owner_ref = gen_random_uuid() where kind = 'referrer.pending'"),
                new Breakage(
                        "a commission was forgotten",
                        Check.REFERRALS,
                        "delete from billing.referral_commission; delete from billing.transfer where code = 'REFERRAL'"),
                new Breakage(
                        "a commission stayed when the price went back",
                        Check.REFERRALS,
                        "insert into billing.transfer (ref, idem_scope, idem_key, request_hash, code, reverses_transfer_id, actor)"
                                + " select gen_random_uuid(), 'x', 'x', request_hash, 'REFUND', id, 'x' from billing.transfer"
                                + " where code = 'PURCHASE'; insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                                + " select currval(pg_get_serial_sequence('billing.transfer', 'id')), 1, id, 'INR', 9900"
                                + " from billing.account where kind = 'psp.receivable'"));
    }

    private static Stream<Breakage> ofPayouts() {
        return Stream.of(
                new Breakage("a payout waits and nobody decides", Check.PAYOUT_AGE, payout("HELD")),
                new Breakage("a payout is lost at its provider", Check.PAYOUT_AGE, payout("UNKNOWN")),
                new Breakage("nothing was set aside for a payout", Check.PAYOUTS, payout("REQUESTED")),
                new Breakage("a payout was sent and not booked", Check.PAYOUTS, payout("SENT")),
                new Breakage(
                        "something was set aside for no payout",
                        Check.PAYOUTS,
                        "update billing.account set kind = 'creator.payout_in_transit' where kind = 'viewer.available'"),
                new Breakage(
                        "what is kept back is not there",
                        Check.PAYOUTS,
                        "insert into billing.reserve_part (account_id, day, amount_minor, release_at)"
                                + " select id, '2026-01-01', 5, '2026-04-01' from billing.account where kind = 'creator.pending' limit 1"));
    }

    /** One that stands so since the first of March. */
    private static String payout(String state) {
        return ("insert into billing.payout (id, payee_id, agency, idem_key, origin, asset, gross_minor, withheld_minor, tax_section,"
                        + " state, provider, day, day_cap_minor, month_cap_minor, requested_at) values (gen_random_uuid(),"
                        + " gen_random_uuid(), false, 'k', 'REQUEST', 'INR', 50000, 0, '', '%s', 'sandbox', '2026-03-01', 50000, 50000,"
                        + " '2026-03-01')")
                .formatted(state);
    }

    private static String partOfAnAgency(String code, String change) {
        return ("update billing.entry e set %s from billing.account a, billing.transfer t where a.id = e.account_id"
                        + " and t.id = e.transfer_id and a.kind = 'agency.pending' and t.code = '%s'")
                .formatted(change, code);
    }

    private static Stream<Breakage> ofTheSeal() {
        return Stream.of(
                new Breakage(
                        "a sealed memo was changed",
                        Check.SEAL,
                        "update billing.transfer set memo = 'nothing' where id = (select min(id) from billing.transfer)"),
                new Breakage(
                        "an account was given away",
                        Check.SEAL,
                        "update billing.account set owner_ref = gen_random_uuid() where kind = 'viewer.held'"),
                new Breakage(
                        "a seal was forged",
                        Check.SEAL,
                        "update billing.ledger_seal set hash = sha256('x') where seq = 2"),
                new Breakage("a seal is missing", Check.SEAL, "delete from billing.ledger_seal where seq = 2"),
                new Breakage(
                        "the chain is another one",
                        Check.SEAL,
                        "insert into billing.seal_root select '2020-01-01', max(seq), sha256('x') from billing.ledger_seal"),
                new Breakage(
                        "nobody seals",
                        Check.UNSEALED,
                        "delete from billing.seal_root; delete from billing.ledger_seal; update billing.transfer set created_at = 'epoch'"));
    }
}
