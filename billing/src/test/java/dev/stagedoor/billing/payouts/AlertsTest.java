package dev.stagedoor.billing.payouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.audit.Alert;
import dev.stagedoor.billing.audit.AlertStore;
import dev.stagedoor.billing.audit.AlertStore.Claim;
import dev.stagedoor.billing.store.Database;
import dev.stagedoor.billing.store.PostgresAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever runs the house is told, once for each thing that was found, by one node. */
class AlertsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final Duration CLAIM = Duration.ofMinutes(2);

    /** Later than anything that is written meanwhile. */
    private final Instant now = Instant.now().plus(Duration.ofHours(1));

    private final AlertStore alerts = new PostgresAlerts(new Database(DATABASE.pool(), 4, UUID.randomUUID(), _ -> {}));

    @BeforeEach
    void forgetOthers() {
        alerts.settleAll(now);
    }

    private static void execute(String... statements) {
        assertThat(Sql.attempt(DATABASE.owner(), statements)).isEmpty();
    }

    /** Takes all that wait. */
    private List<Alert> told() {
        List<Alert> told = new ArrayList<>();
        for (Claim claim = alerts.claim(now, now.plus(CLAIM));
                claim != null;
                claim = alerts.claim(now, now.plus(CLAIM))) {
            alerts.told(claim, now);
            told.add(claim.alert());
        }
        return told;
    }

    private static void report(String status) {
        execute(
                "insert into billing.reconciliation_report (run_at, check_name, status, found, samples, duration_ms) values (now(), 'seal', '"
                        + status + "', 2, '{}', 1)");
    }

    @Test
    void shouldTellOfBooksThatDiffer() {
        report("OK");
        assertThat(told()).isEmpty();
        report("FAILURE");
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.BOOKS_DIFFER);
            assertThat(alert.subject()).isEqualTo("seal");
            assertThat(alert.words()).isEqualTo("Reconciliation, seal: 2 found (FAILURE)");
        });
    }

    @Test
    void shouldTellOfTheFirstFailureOfAJobInARow() {
        execute("insert into billing.job_run (name, next_run_at) values ('nightly', now())");
        String ends =
                "update billing.job_run set result = '%s', last_run_at = coalesce(last_run_at, now()) + interval '1 s', duration_ms = 1 where name = 'nightly'";
        execute(ends.formatted("DONE"));
        assertThat(told()).isEmpty();
        execute(ends.formatted("FAILED"));
        execute(ends.formatted("FAILED"));
        assertThat(told()).extracting(Alert::subject).containsExactly("nightly");
        execute(ends.formatted("DONE"));
        execute(ends.formatted("FAILED"));
        assertThat(told()).extracting(Alert::kind).containsExactly(Alert.Kind.JOB_FAILED);
    }

    @Test
    void shouldTellOfAPayoutThatNobodyKnowsOf() {
        PayoutBench bench = new PayoutBench(DATABASE, Till.NAME);
        Payout payout = bench.request(bench.payeeWith(10_000_00), 1_000_00);
        bench.till.next = new PayoutProvider.Answer.NoAnswer("silence");
        bench.send();
        assertThat(bench.now(payout).state()).isEqualTo(PayoutState.UNKNOWN);
        assertThat(told()).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo(Alert.Kind.PAYOUT_UNKNOWN);
            assertThat(alert.subject()).isEqualTo(payout.id().toString());
        });
        bench.till.next = null;
        bench.pass(Duration.ofDays(1));
        bench.send();
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldTellOfFlagsAndOfNewsThatWasKeptAside() {
        execute(
                "insert into billing.risk_flag (id, kind, subject_id, subject_key, measured, allowed, raised_at) values ('"
                        + UUID.randomUUID() + "', 'SHARED_CARD', '" + UUID.randomUUID() + "', 'x', 4, 3, now())");
        execute(
                "insert into billing.provider_event (provider, event_id, raw, verified) values ('stripe', 'e1', '', true)");
        assertThat(told())
                .extracting(Alert::words)
                .containsExactly("Looks like fraud: SHARED_CARD (4, where 3 is allowed)");
        execute("update billing.provider_event set outcome = 'QUARANTINED' where event_id = 'e1'");
        assertThat(told()).extracting(Alert::kind).containsExactly(Alert.Kind.NEWS_QUARANTINED);
    }

    @Test
    void shouldTellNothingOfWhatWasUndone() {
        assertThat(Sql.attempt(
                        DATABASE.owner(),
                        "insert into billing.reconciliation_report (run_at, check_name, status, found, samples, duration_ms) values (now(), 'seal', 'FAILURE', 2, '{}', 1)",
                        "select 1 / 0"))
                .isEqualTo("22012");
        assertThat(told()).isEmpty();
    }

    @Test
    void shouldBeOneNodesAtATimeAndComeAgainWhenThatOneDies() {
        report("WARNING");
        Callable<Boolean> node = () -> alerts.claim(now, now.plus(CLAIM)) != null;
        assertThat(Together.run(List.of(node, node, node, node))).containsOnlyOnce(true);
        Instant later = now.plus(CLAIM);
        Claim again = Objects.requireNonNull(alerts.claim(later, later.plus(CLAIM)));
        assertThat(again.attempt()).isEqualTo(2);
        // Whoever was given up for dead changes nothing any more.
        Claim dead = new Claim(again.alert(), 1);
        alerts.tryAgain(dead, "late", later);
        alerts.giveUp(dead, "late", later);
        assertThat(alerts.claim(later, later.plus(CLAIM))).isNull();
        alerts.tryAgain(again, "it answers 500", later.plusSeconds(60));
        assertThat(alerts.claim(later, later.plus(CLAIM))).isNull();
        Instant due = later.plusSeconds(60);
        Claim third = Objects.requireNonNull(alerts.claim(due, due.plus(CLAIM)));
        alerts.giveUp(third, "it answers 500", due);
        assertThat(alerts.claim(due.plus(CLAIM), due.plus(CLAIM).plus(CLAIM))).isNull();
    }

    @Test
    void shouldBeForgottenLaterAndNotBefore() {
        execute("select billing.raise_alert('silent:x:1', 'PROVIDER_SILENT', 'x', 'no answer')");
        assertThat(told()).hasSize(1);
        execute("select billing.raise_alert('silent:x:1', 'PROVIDER_SILENT', 'x', 'no answer')");
        assertThat(told()).isEmpty();
        alerts.deleteSettled(now);
        execute("select billing.raise_alert('silent:x:1', 'PROVIDER_SILENT', 'x', 'no answer')");
        assertThat(told()).isEmpty();
        alerts.deleteSettled(now.plusSeconds(1));
        execute("select billing.raise_alert('silent:x:1', 'PROVIDER_SILENT', 'x', 'no answer')");
        assertThat(told()).hasSize(1);
    }
}
