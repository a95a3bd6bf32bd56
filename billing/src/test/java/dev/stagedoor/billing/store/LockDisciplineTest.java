package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.TestBilling.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Orders of events that threads meet once in a million, set up by hand with open transactions. */
class LockDisciplineTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private TestBilling test;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldNotLoseATransferThatCommitsAfterYoungerOnesWereFolded() throws SQLException {
        UUID performer = knownPerformer();
        UUID viewer = test.viewerWith(100);
        try (Connection slow = DATABASE.owner().getConnection()) {
            slow.setAutoCommit(false);
            execute(slow, tip(viewer, performer, 7_000, 315));
            UUID other = test.viewerWith(50);
            for (int i = 0; i < 4; i++) {
                assertThat(Sql.attempt(DATABASE.owner(), tip(other, performer, 1_000, 45)))
                        .isEmpty();
                test.billing.runMaintenance();
            }
            slow.commit();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(test.billing.wallets().earnings(performer).pending()).isEqualTo(new Money(540, Asset.INR));
            Invariants.check(DATABASE.owner());
            test.billing.runMaintenance();
        }
        assertThat(Sql.number(
                        DATABASE.owner(),
                        "select max(id) - (select upto_transfer from billing.snapshot_mark) from billing.transfer"))
                .isZero();
    }

    @Test
    void shouldGuardAViewersLotsByTheWalletEvenWhenOnlyHeldCoinsMove() throws SQLException {
        UUID performer = id();
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, performer, 8, Increment.MINUTE);
        try (Connection tipping = DATABASE.owner().getConnection()) {
            tipping.setAutoCommit(false);
            execute(tipping, tip(viewer, performer, 1_000, 45));
            assertThat(Sql.attempt(
                            DATABASE.owner(), "set local lock_timeout = '100ms'", capture(call, viewer, performer)))
                    .isEqualTo("55P03");
            tipping.rollback();
        }
    }

    @Test
    void shouldLetStrangersPostAtTheSameMoment() throws SQLException {
        UUID performer = knownPerformer();
        UUID viewer = test.viewerWith(100);
        UUID stranger = test.viewerWith(100);
        try (Connection tipping = DATABASE.owner().getConnection()) {
            tipping.setAutoCommit(false);
            execute(tipping, tip(viewer, performer, 1_000, 45));
            assertThat(Sql.attempt(
                            DATABASE.owner(), "set local lock_timeout = '100ms'", tip(stranger, performer, 1_000, 45)))
                    .isEmpty();
            tipping.commit();
        }
    }

    @Test
    void shouldMakeATakeOverWaitForThePostingUnderWay() throws SQLException {
        UUID viewer = test.viewerWith(100);
        UUID call = test.call(viewer, id(), 8, Increment.MINUTE);
        try (Connection posting = DATABASE.owner().getConnection()) {
            posting.setAutoCommit(false);
            execute(posting, extend(call, viewer));
            assertThat(Sql.attempt(
                            DATABASE.owner(),
                            "set local lock_timeout = '100ms'",
                            "update billing.session_fence set lease_epoch = 2 where session_id = '" + call + "'"))
                    .isEqualTo("55P03");
            posting.rollback();
        }
        Sql.attempt(
                DATABASE.owner(), "update billing.session_fence set lease_epoch = 2 where session_id = '" + call + "'");
        assertThat(Sql.rows(DATABASE.owner(), extend(call, viewer))).containsExactly("FENCED");
    }

    /** One whose account exists: two who pay somebody for the first time at once wait for each other, once. */
    private UUID knownPerformer() {
        UUID performer = id();
        assertThat(Sql.attempt(DATABASE.owner(), tip(test.viewerWith(1), performer, 1_000, 45)))
                .isEmpty();
        return performer;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String tip(UUID viewer, UUID performer, long coins, long share) {
        return post("TIP", null, """
                '{viewer.available, platform.coins_redeemed, platform.creator_share, creator.pending}',
                '{%1$s, %3$s, %3$s, %2$s}', '{"","","",""}', '{COIN,COIN,INR,INR}', '{-%4$d, %4$d, -%5$d, %5$d}'""".formatted(viewer, performer, Transaction.HOUSE, coins, share));
    }

    private static String capture(UUID call, UUID viewer, UUID performer) {
        return post("CAPTURE", call, """
                '{viewer.held, platform.coins_redeemed, platform.creator_share, creator.pending}',
                '{%1$s, %3$s, %3$s, %2$s}', '{"","","",""}', '{COIN,COIN,INR,INR}', '{-1000, 1000, -45, 45}'""".formatted(viewer, performer, Transaction.HOUSE));
    }

    private static String extend(UUID call, UUID viewer) {
        return post("EXTEND", call, """
                '{viewer.available, viewer.held}', '{%1$s, %1$s}', '{"",""}', '{COIN,COIN}', '{-1000, 1000}'""".formatted(viewer));
    }

    private static String post(String code, @Nullable UUID call, String lines) {
        String session = call == null ? "null" : "'" + call + "'";
        String fence = call == null
                ? "null, null"
                : "(select node_id from billing.session_fence where session_id = " + session + "), 1";
        return """
                select outcome from billing.post_transfer('test', gen_random_uuid()::text, sha256('x'), '%s',
                    gen_random_uuid(), %s, null, null, '', 'test', %s, %s, '{}', '{}', '{}', '{}', 'INR')""".formatted(code, session, fence, lines);
    }
}
