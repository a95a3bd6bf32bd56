package dev.stagedoor.billing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.pricing.Increment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks on the journal with bare SQL. As the owner of the database only triggers and constraints are in the way. */
class LedgerGuardsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final String NEW_TRANSFER = """
            insert into billing.transfer (ref, idem_scope, idem_key, request_hash, code, actor)
            values (gen_random_uuid(), 'attack', gen_random_uuid()::text, sha256('x'), 'ADJUST', 'thief')""";
    private static final String NEWEST = "(select max(id) from billing.transfer)";

    private static final long BEYOND_BELIEF = 1_000_000_000_000_001L;

    private static final String BALANCED =
            "select case kind when 'platform.coins_redeemed' then 1 else 2 end, id, 'COIN',"
                    + " case kind when 'platform.coins_redeemed' then 5 else -5 end from billing.account"
                    + " where kind in ('platform.coins_redeemed', 'platform.coins_issued_promo')";

    private static final String COINS_IN_RUPEES =
            "select 1, id, 'COIN', 5 from (select id from billing.account where asset = 'INR' limit 1) as a";

    @BeforeAll
    static void makeSomeHistory() {
        TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, TestBilling.id(), 8, Increment.MINUTE);
        test.billing.metering().usage(call, 61_000);
        test.billing.runMaintenance();
    }

    @AfterAll
    static void nothingHasChanged() {
        Invariants.check(DATABASE.owner());
    }

    static Stream<Arguments> attacksByTheOwner() {
        return Stream.of(attacksOnHistory(), attacksOnSums(), attacksOnAmounts(), attacksAroundTheForeignKeys())
                .flatMap(attacks -> attacks);
    }

    /** What foreign keys would refuse, and does the trigger that took their place. */
    private static Stream<Arguments> attacksAroundTheForeignKeys() {
        String tip =
                "insert into billing.tip (id, viewer_id, performer_id, amount, earned_minor, message, anonymous, transfer_id)"
                        + " values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 0, '', true, ";
        return Stream.of(
                attack(
                        "coins in an account of rupees as a replica",
                        "23503",
                        "set local session_replication_role = replica",
                        transferOf(COINS_IN_RUPEES)),
                attack("a line of an account that is not there", "23503", transferOf("select 1, -1, 'COIN', 5")),
                attack(
                        "a line of a transfer that is not there",
                        "LG005",
                        "insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                                + " select -1, 1, id, 'COIN', 5 from billing.account where asset = 'COIN' limit 1"),
                attack(
                        "coins out of a lot that is not there",
                        "23503",
                        allocation("(select max(id) from billing.transfer)", "-1")),
                attack(
                        "coins out of a lot by no transfer",
                        "23503",
                        allocation("-1", "(select max(id) from billing.coin_lot)")),
                attack("a tip of no transfer", "23503", tip + "-1)"),
                attack(
                        "a tip of no transfer as a replica",
                        "23503",
                        "set local session_replication_role = replica",
                        tip + "-1)"),
                attack(
                        "a tip of another transfer, which is not there",
                        "23503",
                        tip + NEWEST + ")",
                        "update billing.tip set transfer_id = -1"),
                attack(
                        "another asset for an account",
                        "LG002",
                        "update billing.account set asset = 'USD' where asset = 'INR'"));
    }

    private static Stream<Arguments> attacksOnHistory() {
        return Stream.of(
                attack("changing an entry", "LG002", "update billing.entry set amount = amount * 2"),
                attack("changing no entry", "LG002", "update billing.entry set amount = 1 where false"),
                attack("deleting an entry", "LG002", "delete from billing.entry"),
                attack("emptying the entries", "LG002", "truncate billing.entry cascade"),
                attack("changing a transfer", "LG002", "update billing.transfer set code = 'PROMO'"),
                attack("deleting a transfer", "LG002", "delete from billing.transfer"),
                attack("emptying the transfers", "LG002", "truncate billing.transfer cascade"),
                attack("deleting an account", "LG002", "delete from billing.account"),
                attack("giving an account away", "LG002", "update billing.account set owner_ref = gen_random_uuid()"),
                attack(
                        "changing as a replica",
                        "LG002",
                        "set local session_replication_role = replica",
                        "update billing.entry set amount = amount * 2"),
                attack("changing a receipt", "LG002", "update billing.session_receipt set charged_minor = 0"),
                attack("changing sold terms", "LG002", "update billing.rate_plan_version set increment_ms = 1"),
                attack("rewriting what a lot was used for", "LG002", "delete from billing.lot_alloc"),
                attack("deleting a lot", "LG002", "delete from billing.coin_lot"),
                attack("emptying the lots", "LG002", "truncate billing.coin_lot cascade"));
    }

    private static Stream<Arguments> attacksOnSums() {
        return Stream.of(
                attack("a transfer of nothing", "LG001", NEW_TRANSFER),
                attack("a transfer whose lines come later", "LG001", NEW_TRANSFER, linesOfNewest(BALANCED)),
                attack(
                        "a transfer of nothing as a replica",
                        "LG001",
                        "set local session_replication_role = replica",
                        NEW_TRANSFER),
                attack("a transfer with one line", "LG001", transferOf(line(1, "viewer.available", 5))),
                attack(
                        "a transfer that does not balance",
                        "LG001",
                        transferOf(line(1, "viewer.available", 5) + " union all "
                                + line(2, "platform.coins_redeemed", -4))),
                attack("a transfer of another transaction", "LG005", written("xid", "'1'")),
                attack("a transfer of another era", "LG005", written("era", "7")),
                attack("a transfer of a kind that nobody knows", "23514", written("code", "'THEFT'")),
                attack(
                        "a line added to an old transfer",
                        "LG005",
                        "insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                                + " select min(t.id), 99, min(a.id), 'COIN', 5 from billing.transfer t, billing.account a"
                                + " where a.kind = 'viewer.available'"),
                attack(
                        "two balanced lines added to an old transfer",
                        "LG005",
                        "insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                                + " select (select min(id) from billing.transfer), 90 + id, id, 'COIN',"
                                + " case kind when 'viewer.available' then 5 else -5 end from billing.account"
                                + " where kind in ('viewer.available', 'viewer.held')"),
                attack("coins in an account of rupees", "23503", transferOf(COINS_IN_RUPEES)),
                attack(
                        "a line added to a transfer that was complete",
                        "LG001",
                        transferOf(BALANCED),
                        "set constraints all immediate",
                        linesOfNewest(line(3, "viewer.available", 5))),
                attack(
                        "lines that balance between assets only",
                        "LG001",
                        transferOf(
                                "select id, id, asset, case asset when 'COIN' then 5 else -5 end from billing.account"
                                        + " where kind in ('platform.coins_redeemed', 'platform.creator_share')")),
                attack("a line of zero", "23514", transferOf(line(1, "viewer.available", 0))));
    }

    private static Stream<Arguments> attacksOnAmounts() {
        return Stream.of(
                attack(
                        "a wallet below zero",
                        "23514",
                        "update billing.account set balance = -1 where kind = 'viewer.available'"),
                attack("more captured than held", "23514", "update billing.hold set captured = amount + 1"),
                attack(
                        "balanced lines beyond belief",
                        "23514",
                        transferOf(line(1, "platform.coins_redeemed", BEYOND_BELIEF) + " union all "
                                + line(2, "platform.coins_redeemed", -BEYOND_BELIEF))),
                attack("a lot below zero", "23514", "update billing.coin_lot set remaining = -1"),
                attack(
                        "a use of coins that nobody knows",
                        "23514",
                        "insert into billing.lot_alloc (transfer_id, lot_id, amount, kind)"
                                + " select transfer_id, lot_id, 1, 'THEFT' from billing.lot_alloc limit 1"),
                attack(
                        "a key used twice",
                        "23505",
                        "insert into billing.transfer (ref, idem_scope, idem_key, request_hash, code, actor)"
                                + " select ref, idem_scope, idem_key, request_hash, code, actor from billing.transfer"),
                attack("time running backwards", "LG008", "update billing.metered_session set billable_ms = 0"),
                attack("a cheaper rate", "LG008", "update billing.metered_session set rate_minor = 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacksByTheOwner")
    void shouldRefuseTheOwnerOfTheDatabase(String what, String sqlState, String[] statements) {
        assertThat(Sql.attempt(DATABASE.owner(), statements)).as(what).isEqualTo(sqlState);
    }

    static Stream<Arguments> attacksByTheServer() {
        return Stream.of(
                attack("writing an entry", "42501", linesOfNewest(line(1, "viewer.available", 5))),
                attack("writing a transfer", "42501", NEW_TRANSFER),
                attack("changing a balance", "42501", "update billing.account set balance = 1000000"),
                attack("changing a hold", "42501", "update billing.hold set released = amount"),
                attack("changing a lot", "42501", "update billing.coin_lot set remaining = 0"),
                attack(
                        "making a lot",
                        "42501",
                        "select billing.grant_lots(1, gen_random_uuid(), '{PAID}', '{5}', '{}', '{0}', 'INR')"),
                attack("changing a receipt", "42501", "update billing.session_receipt set charged_minor = 0"),
                attack(
                        "sealing by hand",
                        "42501",
                        "insert into billing.ledger_seal values (1, 1, sha256('x'), sha256('x'))"),
                attack("hashing by itself", "42501", "select billing.seal_content(1)"),
                attack(
                        "looking accounts up by the back door",
                        "42501",
                        "select billing.find_accounts('{}', '{}', '{}', '{}')"),
                attack("folding balances by hand", "42501", "update billing.account_snapshot set balance = 0"),
                attack("switching a guard off", "42501", "alter table billing.entry disable trigger all"),
                attack("changing the posting function", "42501", "drop function billing.check_transfers cascade"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacksByTheServer")
    void shouldNotEvenLetTheServerTry(String what, String sqlState, String[] statements) {
        assertThat(Sql.attempt(DATABASE.pool(), statements)).as(what).isEqualTo(sqlState);
    }

    @Test
    void shouldWorkUnderTheRoleThatMayOnlyPost() {
        assertThat(Sql.rows(DATABASE.pool(), "select current_user")).containsExactly("stagedoor_billing");
    }

    @Test
    void shouldAcceptABalancedTransferWrittenByHand() {
        DataSource owner = DATABASE.owner();
        assertThat(Sql.attempt(owner, transferOf(BALANCED))).isEmpty();
    }

    private static String allocation(String transfer, String lot) {
        return "insert into billing.lot_alloc (transfer_id, lot_id, amount, kind) values (" + transfer + ", " + lot
                + ", 1, 'SPEND')";
    }

    private static Arguments attack(String what, String sqlState, String... statements) {
        return Arguments.of(what, sqlState, statements);
    }

    /** The lines as a query: number, account, asset, amount. */
    private static String line(int number, String kind, long amount) {
        return "(select %d, id, 'COIN', %d from billing.account where kind = '%s' and asset = 'COIN' limit 1)"
                .formatted(number, amount, kind);
    }

    private static String linesOfNewest(String lines) {
        return "insert into billing.entry (transfer_id, line, account_id, asset, amount) select " + NEWEST
                + ", line.* from (" + lines + ") as line";
    }

    /** A transfer and its lines, by one statement. */
    private static String transferOf(String lines) {
        return "with made as (" + NEW_TRANSFER + " returning id)"
                + " insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                + " select made.id, line.* from made, (" + lines + ") as line";
    }

    /** One that balances, with something else than it should have in a column. */
    private static String written(String column, String value) {
        return transferOf(BALANCED)
                .replace("code, actor)", column.equals("code") ? "code, actor)" : "code, actor, " + column + ")")
                .replace(
                        "'ADJUST', 'thief')",
                        column.equals("code") ? value + ", 'thief')" : "'ADJUST', 'thief', " + value + ")");
    }

    /**
     * What folds entries waits for every transaction that it could not see. One that has a number and no id yet could not be waited
     * for; drawing a number may give a transaction its id by chance, so it is tried often.
     */
    @Test
    void shouldGiveATransactionItsIdBeforeATransferItsNumber() {
        String drawing = "with made as ("
                + NEW_TRANSFER
                        .replace("idem_scope", "idem_scope, memo")
                        .replace("'attack'", "'attack', coalesce(pg_current_xact_id_if_assigned()::text, 'none')")
                + " returning id, memo), lines as (insert into billing.entry (transfer_id, line, account_id, asset, amount)"
                + " select made.id, part.* from made cross join (" + BALANCED + ") as part)"
                + " select memo from made";
        for (int i = 0; i < 40; i++) {
            assertThat(undone(drawing)).isNotEqualTo("none");
            assertThat(
                            undone(
                                    "select billing.next_transfer_id() || ' ' || coalesce(pg_current_xact_id_if_assigned()::text, 'none')"))
                    .doesNotContain("none");
        }
        assertThat(
                        Sql.rows(
                                DATABASE.owner(),
                                "select proname from pg_proc where pronamespace = 'billing'::regnamespace and prosrc like '%transfer_id_seq%'"))
                .containsExactly("next_transfer_id");
    }

    private static String undone(String query) {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet result = statement.executeQuery(query)) {
                assertThat(result.next()).isTrue();
                return result.getString(1);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
