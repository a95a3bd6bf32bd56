package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.coins;
import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Obstacle;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.pricing.Increment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node is lost in the middle of calls. The lost node is an object nobody asks any more, or one that wakes up too late. */
class RecoveryTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final BillingConfig ALONE =
            BillingConfig.builder().exclusive(true).build();

    private TestBilling lost;
    private final UUID performer = id();

    @BeforeEach
    void open() {
        lost = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
    }

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @ParameterizedTest(name = "{0} ms delivered, heartbeat at {1}: {2} thousandths for {3} ms")
    @CsvSource({
        // Under a minute is free, although the first minute was captured.
        "45000,  40000,      0,      0",
        // Two minutes were captured, 90 seconds are known to have been delivered: the rest of the second goes back.
        "95000,  90000,  12000,  90000",
        // What was captured last is the newest that is known.
        "121000, 120250, 16000, 120000",
        "149000, 140000, 18666, 140000",
    })
    void shouldChargeDeliveredSecondsOnlyAndReleaseTheRest(long ms, long beat, long charged, long chargedMs) {
        UUID viewer = lost.viewerWith(200);
        UUID call = lost.call(viewer, performer, 8, Increment.MINUTE);
        for (long reported = 0; reported <= ms; reported += 250) {
            lost.billing.metering().usage(call, reported);
            lost.billing.runMaintenance();
        }

        TestBilling heir = new TestBilling(DATABASE.pool(), ALONE);

        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        assertThat(receipt.deliveredMs()).isEqualTo(beat).isLessThanOrEqualTo(ms);
        assertThat(receipt.charged()).isEqualTo(Money.coins(charged));
        assertThat(receipt.chargedMs()).isEqualTo(chargedMs);
        assertThat(receipt.fault()).isTrue();
        assertThat(receipt.reason()).isEqualTo(EndReason.NODE_LOST);
        assertThat(heir.available(viewer)).isEqualTo(200_000 - charged);
        assertThat(heir.held(viewer)).isZero();
        assertThat(heir.settledNews).containsExactly(call);
    }

    @Test
    void shouldSettleTheOthersAlthoughOneCannotBe() {
        List<UUID> calls = Stream.of(id(), id(), id())
                .map(other -> lost.call(lost.viewerWith(200), other, 8, Increment.MINUTE))
                .toList();
        TestBilling heir;
        try (Obstacle _ = new Obstacle(DATABASE, "session_receipt", "session_id", calls.get(1))) {
            heir = new TestBilling(DATABASE.pool(), ALONE);
            assertThat(heir.settledNews).containsExactlyInAnyOrder(calls.getFirst(), calls.getLast());
            assertThat(heir.billing.metering().receipt(calls.get(1))).isNull();
        }
        heir.pass(15_000);
        heir.billing.runMaintenance();
        assertThat(heir.billing.metering().receipt(calls.get(1))).isNotNull();
    }

    @Test
    void shouldRenewItsLeaseAlthoughAHeartbeatCannotBeWritten() {
        UUID call = lost.call(lost.viewerWith(200), performer, 8, Increment.MINUTE);
        lost.billing.metering().usage(call, 10_000);
        letLeasesRunOut();
        lost.pass(15_000);
        try (Obstacle _ = new Obstacle(DATABASE, "heartbeat", "session_id", call)) {
            lost.billing.maintenance().runUpkeep();
        }
        assertThat(Sql.number(
                        DATABASE.owner(), "select count(*) from billing.billing_node where lease_expires_at > now()"))
                .isEqualTo(1);
        lost.billing.runMaintenance();
        assertThat(Sql.number(
                        DATABASE.owner(), "select count(*) from billing.heartbeat where session_id = '" + call + "'"))
                .isEqualTo(1);
        lost.billing.metering().end(call, 10_000, EndReason.HANG_UP);
    }

    @Test
    void shouldReleaseHoldsOfCallsThatNeverStarted() {
        UUID viewer = lost.viewerWith(100);
        UUID call = lost.hold(viewer, performer, 8, Increment.MINUTE);
        TestBilling heir = new TestBilling(DATABASE.pool(), ALONE);
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        assertThat(receipt.charged()).isEqualTo(coins(0));
        assertThat(receipt.startedAt()).isNull();
        assertThat(heir.available(viewer)).isEqualTo(100_000);
    }

    @Test
    void shouldWaitForTheLeaseWhenOthersMayBeAlive() {
        UUID viewer = lost.viewerWith(100);
        UUID call = lost.call(viewer, performer, 8, Increment.MINUTE);
        TestBilling neighbour = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        assertThat(neighbour.billing.metering().receipt(call)).isNull();

        letLeasesRunOut();
        neighbour.pass(15_000);
        neighbour.billing.runMaintenance();

        assertThat(neighbour.billing.metering().receipt(call)).isNotNull();
        assertThat(neighbour.settledNews).containsExactly(call);
    }

    @Test
    void shouldLetANodeGoOnThatRenewsInTime() {
        UUID call = lost.call(lost.viewerWith(100), performer, 8, Increment.MINUTE);
        letLeasesRunOut();
        lost.pass(15_000);
        lost.billing.runMaintenance();
        TestBilling neighbour = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        assertThat(neighbour.settledNews).isEmpty();
        assertThat(lost.billing.metering().end(call, 1_000, EndReason.HANG_UP).fault())
                .isFalse();
    }

    @Test
    void shouldLetAFencedNodePostNothing() {
        UUID viewer = lost.viewerWith(200);
        UUID call = lost.call(viewer, performer, 8, Increment.MINUTE);
        lost.billing.metering().usage(call, 100_000);
        TestBilling heir = new TestBilling(DATABASE.pool(), ALONE);
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        String everything = "select count(*) || ' ' || (select count(*) from billing.heartbeat) from billing.transfer";
        List<String> before = Sql.rows(DATABASE.owner(), everything);

        MeterReading late = lost.billing.metering().usage(call, 130_000);
        lost.billing.runMaintenance();
        Receipt again = lost.billing.metering().end(call, 140_000, EndReason.HANG_UP);

        assertThat(late.funding()).isEqualTo(Funding.EXHAUSTED);
        assertThat(again).isEqualTo(receipt);
        assertThat(Sql.rows(DATABASE.owner(), everything)).isEqualTo(before);
    }

    @Test
    void shouldSettleEverySessionOnceWhenManyRecoverAtTheSameTime() throws Exception {
        List<UUID> calls = IntStream.range(0, 24)
                .mapToObj(_ -> lost.call(lost.viewerWith(50), id(), 8, Increment.SECOND))
                .toList();
        calls.forEach(call -> lost.billing.metering().usage(call, 90_000));
        lost.billing.runMaintenance();

        List<Future<TestBilling>> heirs;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            heirs = Stream.generate(() -> threads.submit(() -> new TestBilling(DATABASE.pool(), ALONE)))
                    .limit(4)
                    .toList();
        }

        long told = 0;
        for (Future<TestBilling> heir : heirs) {
            told += heir.get().settledNews.size();
        }
        assertThat(told).isEqualTo(calls.size());
        for (UUID call : calls) {
            assertThat(requireNonNull(lost.billing.metering().receipt(call)).charged())
                    .isEqualTo(coins(12));
        }
    }

    @Test
    void shouldKeepEverythingAtAnOrderlyStop() {
        UUID call = lost.call(lost.viewerWith(100), performer, 8, Increment.SECOND);
        lost.billing.metering().usage(call, 65_500);
        lost.billing.close();
        TestBilling heir = new TestBilling(DATABASE.pool(), BillingConfig.defaults());
        Receipt receipt = requireNonNull(heir.billing.metering().receipt(call));
        assertThat(receipt.deliveredMs()).isEqualTo(65_500);
        assertThat(receipt.chargedMs()).isEqualTo(65_000);
    }

    @Test
    void shouldReleaseAHoldThatItsOwnNodeForgot() {
        UUID viewer = lost.viewerWith(100);
        UUID call = lost.hold(viewer, performer, 8, Increment.MINUTE);
        Sql.attempt(
                DATABASE.owner(),
                "update billing.metered_session set created_at = now() - interval '4 minutes' where id = '" + call
                        + "'");
        lost.pass(15_000);
        lost.billing.runMaintenance();
        assertThat(requireNonNull(lost.billing.metering().receipt(call)).reason())
                .isEqualTo(EndReason.NEVER_CONNECTED);
        assertThat(lost.held(viewer)).isZero();
    }

    private static void letLeasesRunOut() {
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "update billing.billing_node set lease_expires_at = now() - interval '1 second'"))
                .isEmpty();
    }
}
