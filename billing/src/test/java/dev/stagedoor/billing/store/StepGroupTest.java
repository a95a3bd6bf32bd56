package dev.stagedoor.billing.store;

import static dev.stagedoor.billing.TestBilling.id;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.FaultyDataSource;
import dev.stagedoor.billing.FaultyDataSource.Fault;
import dev.stagedoor.billing.FreshDatabase;
import dev.stagedoor.billing.Invariants;
import dev.stagedoor.billing.Sql;
import dev.stagedoor.billing.TestBilling;
import dev.stagedoor.billing.Together;
import dev.stagedoor.billing.ledger.Asset;
import dev.stagedoor.billing.ledger.IdempotencyKey;
import dev.stagedoor.billing.ledger.Line;
import dev.stagedoor.billing.ledger.LotClass;
import dev.stagedoor.billing.ledger.LotGrant;
import dev.stagedoor.billing.ledger.LotTerms;
import dev.stagedoor.billing.ledger.Money;
import dev.stagedoor.billing.ledger.Posting;
import dev.stagedoor.billing.ledger.SessionFence;
import dev.stagedoor.billing.ledger.TransferCode;
import dev.stagedoor.billing.ledger.TransferLines;
import dev.stagedoor.billing.metering.Advance;
import dev.stagedoor.billing.metering.Advance.Outcome;
import dev.stagedoor.billing.metering.EndReason;
import dev.stagedoor.billing.metering.SessionSnapshot;
import dev.stagedoor.billing.metering.SessionState;
import dev.stagedoor.billing.pricing.Increment;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Steps of several sessions that share a call and a commit, and nothing else. */
class StepGroupTest {
    @RegisterExtension
    static final FreshDatabase DATABASE = new FreshDatabase();

    private static final long HOLD = 24_000;

    private final TestBilling test = new TestBilling(DATABASE.pool(), BillingConfig.defaults());

    @AfterEach
    void invariantsHold() {
        Invariants.check(DATABASE.owner());
    }

    @Test
    void shouldGiveEverySessionOfAGroupItsOwnOutcome() {
        UUID captured = running(100);
        UUID extended = running(100);
        UUID both = running(100);
        UUID poor = running(30);
        UUID movedOn = running(100);
        UUID takenOver = running(100);
        UUID ended = running(100);
        Advance late = step(movedOn, 0, 8_000);
        assertThat(take(step(movedOn, 0, 8_000))).containsExactly(new Outcome.Advanced(76_000));
        Advance foreign = fencedBy(step(takenOver, 0, 8_000), 7);
        Advance over = step(ended, 0, 8_000);
        test.billing.metering().end(ended, 0, EndReason.HANG_UP);
        long accounts = accounts();

        List<Outcome> outcomes = take(
                step(captured, 0, 8_000),
                step(poor, 6_001, 8_000),
                late,
                step(extended, 16_000, 0),
                foreign,
                step(both, 10_000, HOLD + 5_000),
                over);

        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Advanced(76_000),
                        new Outcome.InsufficientFunds(6_000),
                        new Outcome.Fenced(),
                        new Outcome.Advanced(60_000),
                        new Outcome.Fenced(),
                        new Outcome.Advanced(66_000),
                        new Outcome.Fenced());
        assertThat(of(captured)).isEqualTo("8000/24000 tick 1 extension 0");
        assertThat(of(poor)).isEqualTo("0/24000 tick 0 extension 0");
        assertThat(of(movedOn)).isEqualTo("8000/24000 tick 1 extension 0");
        assertThat(of(extended)).isEqualTo("0/40000 tick 0 extension 1");
        assertThat(of(takenOver)).isEqualTo("0/24000 tick 0 extension 0");
        assertThat(of(both)).isEqualTo("29000/34000 tick 1 extension 1");
        // Two performers who earned for the first time; those whose steps were refused have no account for it.
        assertThat(accounts()).isEqualTo(accounts + 2);
    }

    /** Promotional coins are used before others, also those that come into the hold with the same step. */
    @Test
    void shouldCaptureCoinsInTheirOrderThoughSomeWereHeldOnlyJustNow() {
        UUID viewer = id();
        new Pen(DATABASE.pool()).buy(viewer);
        UUID call = test.call(viewer, id(), 20, Increment.MINUTE);
        test.give(viewer, 30);
        take(step(call, 40_000, 25_000));
        assertThat(Sql.rows(DATABASE.owner(), """
                select class || ' ' || sum(amount) from billing.lot_alloc join billing.coin_lot lot on lot.id = lot_id
                 where session_id = '%s' and kind = 'CAPTURE' group by class order by class""".formatted(call))).containsExactly("PROMO 25000");
    }

    @Test
    void shouldRefuseAGroupInWhichOneSessionComesTwiceAndDoNothing() {
        UUID call = running(100);
        long before = captures();
        assertThatThrownBy(() -> take(step(running(100), 0, 8_000), step(call, 0, 1_000), step(call, 0, 2_000)))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("LG007"));
        assertThat(captures()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAStepThatReleasesAndDoNothing() {
        UUID call = running(100);
        Advance step = step(call, 0, 1_000);
        Posting release = posting(step.from(), TransferCode.RELEASE, "x", TransferLines.release(viewer(step), 1_000));
        Advance bad = new Advance(step.from(), step.to(), null, List.of(release));
        long before = captures();
        assertThatThrownBy(() -> take(step(running(100), 0, 8_000), bad))
                .isInstanceOfSatisfying(
                        DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("LG007"));
        assertThat(captures()).isEqualTo(before);
    }

    /** One whose key was used for something else: the group comes to nothing, and each is taken by itself. */
    @Test
    void shouldTakeTheOthersWhenOneOfThemIsBroken() {
        List<UUID> calls = Stream.generate(() -> running(100)).limit(20).toList();
        UUID broken = running(100);
        Advance used = step(broken, 0, 3_000);
        new Pen(DATABASE.pool())
                .must(Posting.of(
                                TransferCode.PROMO,
                                id(),
                                new IdempotencyKey(
                                        "session",
                                        used.postings().getFirst().key().key(),
                                        "something else"),
                                "test",
                                TransferLines.promo(id(), 1))
                        .granting(
                                List.of(LotGrant.of(LotClass.PROMO, 1, new Money(0, Asset.INR), LotTerms.defaults()))));
        assertThatThrownBy(() -> take(step(calls.getFirst(), 0, 8_000), used)).isInstanceOf(DataAccessException.class);
        PostgresSessions sessions = sessions(DATABASE.pool());
        List<Callable<Outcome>> all = new ArrayList<>();
        calls.forEach(call -> {
            Advance step = step(call, 0, 8_000);
            all.add(() -> sessions.advance(step));
        });
        all.add(() -> sessions.advance(used));

        List<Outcome> outcomes = Together.run(all);

        assertThat(outcomes.subList(0, 20)).allMatch(new Outcome.Advanced(76_000)::equals);
        assertThat(outcomes.getLast()).isEqualTo(new Outcome.Fenced());
        assertThat(of(broken)).isEqualTo("0/24000 tick 0 extension 0");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void shouldCaptureOnceForAllWhoseAnswerWasLost(Fault fault) {
        FaultyDataSource faulty = new FaultyDataSource(DATABASE.pool());
        TestBilling billing = new TestBilling(faulty, BillingConfig.defaults());
        List<UUID> viewers =
                Stream.generate(() -> billing.viewerWith(100)).limit(12).toList();
        List<UUID> calls = viewers.stream()
                .map(viewer -> billing.call(viewer, id(), 8, Increment.MINUTE))
                .toList();
        faulty.breakAt(fault);
        report(billing, calls, 1_000);
        billing.pass(1_000);
        report(billing, calls, 2_000);
        assertThat(faulty.isWaiting()).isFalse();
        assertThat(calls).allSatisfy(call -> assertThat(of(call)).isEqualTo("8000/24000 tick 1 extension 0"));
        assertThat(viewers)
                .allSatisfy(viewer -> assertThat(billing.held(viewer)).isEqualTo(16_000));
    }

    private static void report(TestBilling billing, List<UUID> calls, long ms) {
        Together.run(calls.stream()
                .<Callable<Object>>map(call -> () -> billing.billing.metering().usage(call, ms))
                .toList());
    }

    /** A call by the minute at eight coins, with three minutes held. */
    private UUID running(long coins) {
        return test.call(test.viewerWith(coins), id(), 8, Increment.MINUTE);
    }

    private static List<Outcome> take(Advance... steps) {
        return database(DATABASE.pool()).transact(transaction -> StepGroup.take(transaction, List.of(steps)));
    }

    private static Database database(DataSource pool) {
        return new Database(pool, 4, id(), _ -> {});
    }

    private static PostgresSessions sessions(DataSource pool) {
        return new PostgresSessions(database(pool), new SpendGuard(InstantSource.system()));
    }

    private static UUID viewer(Advance step) {
        return step.from().viewerId();
    }

    /** From what the row says now. */
    private static Advance step(UUID call, long extension, long due) {
        SessionSnapshot from = requireNonNull(
                database(DATABASE.pool()).transact(transaction -> SessionRows.find(transaction.sql(), call)));
        List<Posting> postings = new ArrayList<>();
        int extensionNo = from.step().extensionNo() + (extension > 0 ? 1 : 0);
        int tickNo = from.step().tickNo() + (due > 0 ? 1 : 0);
        if (extension > 0) {
            postings.add(posting(
                    from,
                    TransferCode.EXTEND,
                    "hold:" + call + ":" + extensionNo,
                    TransferLines.hold(from.viewerId(), extension)));
        }
        if (due > 0) {
            postings.add(posting(
                            from,
                            TransferCode.CAPTURE,
                            "cap:" + call + ":" + tickNo,
                            TransferLines.capture(
                                    from.viewerId(),
                                    from.split().payeesOf(from.performerId()),
                                    due,
                                    from.split().shareOf(due)))
                    .atTick(tickNo));
        }
        SessionSnapshot.Step next =
                new SessionSnapshot.Step(tickNo, extensionNo, from.step().partNo());
        return new Advance(
                from, with(from, from.capturedMinor() + due, from.heldMinor() + extension, next), null, postings);
    }

    private static SessionSnapshot with(SessionSnapshot from, long captured, long held, SessionSnapshot.Step step) {
        return new SessionSnapshot(
                from.callId(),
                from.viewerId(),
                from.performerId(),
                from.showId(),
                from.deal(),
                SessionState.ACTIVE,
                from.billableMs() + 1,
                captured,
                held,
                step,
                from.fence());
    }

    private static Advance fencedBy(Advance step, long epoch) {
        SessionSnapshot from = step.from();
        SessionSnapshot elsewhere = new SessionSnapshot(
                from.callId(),
                from.viewerId(),
                from.performerId(),
                from.showId(),
                from.deal(),
                from.state(),
                from.billableMs(),
                from.capturedMinor(),
                from.heldMinor(),
                from.step(),
                new SessionFence(from.fence().nodeId(), epoch));
        return new Advance(elsewhere, step.to(), null, step.postings());
    }

    private static Posting posting(SessionSnapshot session, TransferCode code, String key, List<Line> lines) {
        return Posting.of(code, id(), IdempotencyKey.of("session", key, lines.size()), "meter", lines)
                .inSession(session.callId())
                .fencedBy(session.fence());
    }

    private static String of(UUID call) {
        return Sql.rows(DATABASE.owner(), """
                select s.captured_minor || '/' || h.amount || ' tick ' || s.tick_no || ' extension ' || s.extension_no
                  from billing.metered_session s join billing.hold h on h.session_id = s.id where s.id = '%s'""".formatted(call)).getFirst();
    }

    private static long accounts() {
        return Sql.number(DATABASE.owner(), "select count(*) from billing.account");
    }

    private static long captures() {
        return Sql.number(DATABASE.owner(), "select count(*) from billing.transfer where code = 'CAPTURE'");
    }
}
