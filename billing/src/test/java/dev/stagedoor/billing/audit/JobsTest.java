package dev.stagedoor.billing.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.LedgerUnavailableException;
import dev.stagedoor.billing.store.JobsOnADatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs on a real database, on several nodes, with one clock in our hands. */
class JobsTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final AuditTerms TERMS = new AuditTerms(
            Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(1), LocalTime.NOON, ZoneOffset.UTC);
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(TestBilling.NOON);
    private final AtomicInteger runs = new AtomicInteger();
    private String name = "";

    @BeforeEach
    void newName() {
        name = "job-" + UUID.randomUUID();
    }

    @Test
    void shouldRunWhenDueAndNotBefore() {
        Jobs jobs = node(this::count);
        jobs.run();
        jobs.run();
        pass(HOUR.minusMillis(1));
        jobs.run();
        assertThat(runs).hasValue(1);
        pass(Duration.ofMillis(1));
        jobs.run();
        assertThat(runs).hasValue(2);
    }

    @Test
    void shouldSayHowTheLastRunWent() {
        Jobs jobs = node(at -> {
            pass(Duration.ofMillis(1_234));
            return "7 lots";
        });
        assertThat(state(jobs)).isEqualTo(new JobRun(name, TestBilling.NOON, null, null));
        jobs.run();
        Instant ended = TestBilling.NOON.plusMillis(1_234);
        assertThat(state(jobs))
                .isEqualTo(new JobRun(
                        name,
                        ended.plus(HOUR),
                        null,
                        new JobRun.Last(TestBilling.NOON, 1_234, JobRun.Result.DONE, "7 lots")));
    }

    @Test
    void shouldTryAFailedJobAgainSoonAndRunTheOthers() {
        AtomicInteger others = new AtomicInteger();
        Jobs jobs = JobsOnADatabase.of(
                DATABASE.pool(),
                TERMS,
                now::get,
                List.of(
                        new Job(name, new Schedule.Every(HOUR), _ -> {
                            throw new IllegalStateException("no paper in the printer");
                        }),
                        new Job(name + "-other", new Schedule.Every(HOUR), _ -> "run " + others.incrementAndGet())));
        jobs.register();
        jobs.run();
        assertThat(others).hasValue(1);
        assertThat(jobs.failures()).containsOnly(Map.entry(name, 1L), Map.entry(name + "-other", 0L));
        JobRun failed = state(jobs);
        assertThat(failed.nextRunAt()).isEqualTo(TestBilling.NOON.plus(TERMS.jobRetry()));
        assertThat(failed.last())
                .isEqualTo(new JobRun.Last(TestBilling.NOON, 0, JobRun.Result.FAILED, "no paper in the printer"));
    }

    /** As when a library of the system cannot be loaded: it is missing to one job, and the others need it not. */
    @Test
    void shouldRunTheOthersAlthoughAClassIsMissingToOne() {
        AtomicInteger others = new AtomicInteger();
        Jobs jobs = JobsOnADatabase.of(
                DATABASE.pool(),
                TERMS,
                now::get,
                List.of(
                        new Job(name, new Schedule.Every(HOUR), _ -> {
                            throw new UnsatisfiedLinkError("no ink in java.library.path");
                        }),
                        new Job(name + "-other", new Schedule.Every(HOUR), _ -> "run " + others.incrementAndGet())));
        jobs.register();
        jobs.run();
        assertThat(others).hasValue(1);
        assertThat(jobs.failures()).containsEntry(name, 1L);
        assertThat(state(jobs).last())
                .isEqualTo(new JobRun.Last(TestBilling.NOON, 0, JobRun.Result.FAILED, "no ink in java.library.path"));
    }

    @Test
    void shouldRunOnOneOfManyNodes() {
        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Jobs jobs = node(this::count);
            nodes.add(() -> {
                jobs.run();
                return 0;
            });
        }
        Together.run(nodes);
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldGiveAClaimToOneNode() {
        node(this::count);
        JobStore one = JobsOnADatabase.store(DATABASE.pool());
        JobStore two = JobsOnADatabase.store(DATABASE.pool());
        assertThat(one.claim(name, now.get(), TERMS.jobLimit())).isTrue();
        assertThat(two.claim(name, now.get(), TERMS.jobLimit())).isFalse();
    }

    @Test
    void shouldTakeOverFromANodeThatDied() {
        Jobs dead = node(_ -> {
            throw new LedgerUnavailableException("the power went", new IllegalStateException());
        });
        Jobs alive = node(this::count);
        assertThatThrownBy(dead::run).isInstanceOf(LedgerUnavailableException.class);
        alive.run();
        pass(TERMS.jobLimit().minusMillis(1));
        alive.run();
        assertThat(runs).hasValue(0);
        pass(Duration.ofMillis(1));
        alive.run();
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldNotLetASlowNodeSpeakForTheOneThatTookOver() {
        Jobs fast = node(this::count);
        Jobs slow = node(_ -> {
            pass(TERMS.jobLimit());
            fast.run();
            pass(Duration.ofSeconds(1));
            return "late";
        });
        slow.run();
        assertThat(runs).hasValue(1);
        assertThat(state(slow).last())
                .isEqualTo(new JobRun.Last(TestBilling.NOON.plus(TERMS.jobLimit()), 0, JobRun.Result.DONE, "counted"));
    }

    @Test
    void shouldKeepItsTimesOverARestart() {
        node(this::count).run();
        pass(HOUR);
        Jobs restarted = node(this::count);
        assertThat(state(restarted).nextRunAt()).isEqualTo(TestBilling.NOON.plus(HOUR));
        restarted.run();
        assertThat(runs).hasValue(2);
    }

    /** Otherwise a year ahead, as a machine without a battery may begin, would be a year without jobs. */
    @Test
    void shouldNotSleepUntilTheTimeOfAClockThatWasWrong() {
        Jobs jobs = node(this::count);
        pass(Duration.ofDays(365));
        jobs.run();
        pass(Duration.ofDays(-365));
        jobs.run();
        assertThat(runs).hasValue(1);
        assertThat(state(jobs).nextRunAt()).isEqualTo(TestBilling.NOON.plus(HOUR));
        pass(HOUR);
        jobs.run();
        assertThat(runs).hasValue(2);
    }

    @Test
    void shouldNotWaitForAClaimThatAClockGaveWhichWasWrong() {
        Jobs dead = node(_ -> {
            throw new LedgerUnavailableException("the power went", new IllegalStateException());
        });
        pass(Duration.ofDays(365));
        assertThatThrownBy(dead::run).isInstanceOf(LedgerUnavailableException.class);
        pass(Duration.ofDays(-365));
        Jobs alive = node(this::count);
        pass(TERMS.jobLimit().minusMillis(1));
        alive.run();
        assertThat(runs).hasValue(0);
        pass(Duration.ofMillis(1));
        alive.run();
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldRefuseTwoJobsOfOneName() {
        Job job = new Job(name, new Schedule.Every(HOUR), this::count);
        assertThatThrownBy(() -> JobsOnADatabase.of(DATABASE.pool(), TERMS, now::get, List.of(job, job)))
                .hasMessageContaining(name);
    }

    private Jobs node(Job.Work work) {
        Jobs jobs = JobsOnADatabase.of(
                DATABASE.pool(), TERMS, now::get, List.of(new Job(name, new Schedule.Every(HOUR), work)));
        jobs.register();
        return jobs;
    }

    private JobRun state(Jobs jobs) {
        return jobs.list().stream()
                .filter(job -> job.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private String count(Instant at) {
        runs.incrementAndGet();
        return "counted";
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
