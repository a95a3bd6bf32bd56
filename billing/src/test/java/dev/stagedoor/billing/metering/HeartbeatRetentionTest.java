package dev.stagedoor.billing.metering;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.audit.Check;
import dev.stagedoor.billing.audit.CheckReport;
import dev.stagedoor.billing.disputes.ClaimOutcome;
import dev.stagedoor.billing.metering.HeartbeatStore.Deleted;
import dev.stagedoor.billing.pricing.Increment;
import dev.stagedoor.billing.store.Pen;
import dev.stagedoor.billing.store.PostgresHeartbeats;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Calls of seven heartbeats, more than a minute long. The database dates them by its own clock, so what is to be old is dated back
 * by its owner.
 */
class HeartbeatRetentionTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    /** Every ten seconds, although there is a capture every ten seconds too. */
    private static final int BEATS = 7;

    private final UUID viewer = id();
    private TestBilling test;
    private HeartbeatRetention retention;

    @BeforeEach
    void open() {
        test = new TestBilling(DATABASE.pool(), BillingConfig.defaults(), Instant.now());
        test.give(viewer, 1_000);
        retention = retention();
        // What others have left.
        retention.run(Instant.now());
    }

    private static HeartbeatRetention retention() {
        return new HeartbeatRetention(new PostgresHeartbeats(new Pen(DATABASE.pool()).database()));
    }

    @AfterEach
    void booksAreRight() {
        Invariants.check(DATABASE.owner());
        assertThat(test.billing.books().reconciliation().check())
                .filteredOn(report -> report.check() == Check.SESSIONS)
                .allMatch(report -> report.status() == CheckReport.Status.OK);
    }

    @ParameterizedTest(name = "ended {0} hours before today: {1} heartbeats left")
    @CsvSource({"2159, 7", "2161, 0"})
    void shouldDeleteWhatIsOlderThanNinetyDays(int hours, int left) throws SQLException {
        UUID call = call();
        age(call, Duration.ofHours(hours));
        retention.run(Instant.now());
        assertThat(beats(call)).isEqualTo(left);
    }

    @Test
    void shouldSayWhatItDidAndHaveNothingToDoAgain() throws SQLException {
        for (UUID call : List.of(call(), call())) {
            age(call, Duration.ofDays(100));
        }
        call();
        assertThat(retention.run(Instant.now())).isEqualTo("14 heartbeats of 2 sessions deleted");
        assertThat(retention.run(Instant.now())).isEqualTo("0 heartbeats of 0 sessions deleted");
    }

    @Test
    void shouldKeepWhatIsComplainedOfUntilThatIsDecided() throws SQLException {
        UUID call = call();
        UUID claim = id();
        assertThat(test.billing.disputes().openDispute(claim, viewer, call, "frozen picture"))
                .isEqualTo(new ClaimOutcome.Open());
        age(call, Duration.ofDays(100));
        retention.run(Instant.now());
        assertThat(beats(call)).isEqualTo(BEATS);
        test.billing.disputes().rejectDispute(claim, id(), "all delivered");
        retention.run(Instant.now());
        assertThat(beats(call)).isZero();
    }

    @Test
    void shouldKeepWhatIsOfSomebodyWhoseBankHasACase() throws SQLException {
        UUID call = call();
        UUID order = id();
        age(call, Duration.ofDays(100));
        asOwner("""
                insert into billing.chargeback (id, provider, dispute_ref, order_id, user_id, stage, disputed_minor, asset,
                    fee_minor, coins, clawed_minor, debt_minor, loss_minor, transfer_id, opened_at, updated_at)
                select gen_random_uuid(), 'sandbox', '%1$s', '%1$s', '%2$s', 'OPENED', 1, 'INR', 0, 0, 0, 0, 0, max(id),
                       now(), now() from billing.transfer""".formatted(order, viewer));
        retention.run(Instant.now());
        assertThat(beats(call)).isEqualTo(BEATS);
        asOwner("update billing.chargeback set stage = 'LOST' where dispute_ref = '" + order + "'");
        retention.run(Instant.now());
        assertThat(beats(call)).isZero();
        asOwner("delete from billing.chargeback where dispute_ref = '" + order + "'");
    }

    @Test
    void shouldKeepWhatIsOfASessionThatRuns() throws SQLException {
        UUID call = running(viewer);
        asOwner("update billing.heartbeat set at = at - interval '100 days' where session_id = '" + call + "'");
        retention.run(Instant.now());
        assertThat(beats(call)).isEqualTo(BEATS);
        end(call);
    }

    @Test
    void shouldNotBelieveAServersWrongClockNorADoorThatIsBroken() {
        UUID call = call();
        retention.run(Instant.now().plus(Duration.ofDays(1_000)));
        assertThat(beats(call)).isEqualTo(BEATS);
        assertThatThrownBy(() -> asApplication("delete from billing.heartbeat")).isInstanceOf(SQLException.class);
    }

    @Test
    void shouldDeleteAPortionAtATimeTheOldestFirst() throws SQLException {
        List<UUID> calls = new ArrayList<>();
        for (int days = 95; days > 91; days--) {
            UUID call = call();
            age(call, Duration.ofDays(days));
            calls.add(call);
        }
        PostgresHeartbeats store = new PostgresHeartbeats(new Pen(DATABASE.pool()).database());
        Instant before = Instant.now().minus(Duration.ofDays(90));
        assertThat(store.delete(before, 3)).isEqualTo(new Deleted(3, 3 * BEATS));
        assertThat(calls.stream().map(this::beats)).containsExactly(0L, 0L, 0L, (long) BEATS);
        assertThat(store.delete(before, 3)).isEqualTo(new Deleted(1, BEATS));
        assertThat(store.delete(before, 3)).isEqualTo(new Deleted(0, 0));
    }

    @Test
    void shouldSayInTheEvidenceWhatTheyCameTo() throws SQLException {
        UUID call = call();
        assertThat(test.billing.disputes().evidenceOfCall(call)).contains("\"heartbeatsNoLongerKept\": null");
        assertThat(requireNonNull(test.billing.sessions().session(call)).heartbeatsDeletedAt())
                .isNull();
        age(call, Duration.ofDays(100));
        retention.run(Instant.now());
        assertThat(test.billing.disputes().evidenceOfCall(call))
                .contains("\"heartbeats\": [\n    ]", "\"beats\": 7", "\"billable_ms\": 70000", "\"deleted_at\": \"");
        assertThat(requireNonNull(test.billing.sessions().session(call)).heartbeatsDeletedAt())
                .isNotNull();
    }

    @Test
    void shouldBeAJob() throws SQLException {
        UUID call = call();
        age(call, Duration.ofDays(100));
        test.pass(Duration.ofDays(1).toMillis());
        test.billing.runMaintenance();
        assertThat(test.billing.jobs().list())
                .filteredOn(job -> job.name().equals("delete-heartbeats"))
                .singleElement()
                .extracting(job -> requireNonNull(job.last()).detail())
                .isEqualTo("7 heartbeats of 1 sessions deleted");
        assertThat(beats(call)).isZero();
    }

    private UUID call() {
        UUID call = running(viewer);
        end(call);
        return call;
    }

    private UUID running(UUID whose) {
        UUID call = test.call(whose, id(), 8, Increment.SECOND);
        for (long beat = 1; beat <= BEATS; beat++) {
            test.pass(10_000);
            test.billing.metering().usage(call, beat * 10_000);
            test.billing.maintenance().runUpkeep();
        }
        assertThat(beats(call)).isEqualTo(BEATS);
        return call;
    }

    private void end(UUID call) {
        test.billing.metering().end(call, BEATS * 10_000, EndReason.HANG_UP);
    }

    private long beats(UUID call) {
        return Sql.number(DATABASE.owner(), "select count(*) from billing.heartbeat where session_id = '" + call + "'");
    }

    private static void age(UUID call, Duration age) throws SQLException {
        asOwner("""
                update billing.heartbeat set at = at - interval '%1$d hours' where session_id = '%2$s';
                update billing.metered_session set ended_at = ended_at - interval '%1$d hours' where id = '%2$s'""".formatted(age.toHours(), call));
    }

    /** Who owns the database can do what its guards forbid everybody else. */
    private static void asOwner(String statements) throws SQLException {
        try (Connection connection = DATABASE.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica; " + statements);
        }
    }

    private static void asApplication(String statement) throws SQLException {
        try (Connection connection = DATABASE.pool().getConnection();
                Statement asked = connection.createStatement()) {
            asked.execute(statement);
        }
    }
}
