package dev.stagedoor.benchmarks.torture;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.torture.people.Bank;
import dev.stagedoor.benchmarks.torture.people.Crowd;
import dev.stagedoor.benchmarks.torture.plan.Fault;
import dev.stagedoor.benchmarks.torture.plan.FaultPlan;
import dev.stagedoor.benchmarks.torture.record.Footprint;
import dev.stagedoor.benchmarks.torture.record.MadeFault;
import dev.stagedoor.benchmarks.torture.record.OperationLog;
import dev.stagedoor.benchmarks.torture.stage.OwnPostgres;
import dev.stagedoor.benchmarks.torture.stage.ServerProcess;
import dev.stagedoor.benchmarks.torture.stage.TcpProxy;
import dev.stagedoor.benchmarks.torture.stage.WallClocks;
import dev.stagedoor.benchmarks.torture.verdict.LedgerCheck;
import dev.stagedoor.benchmarks.torture.verdict.LedgerRows;
import dev.stagedoor.benchmarks.torture.verdict.TortureReport;
import dev.stagedoor.benchmarks.torture.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The story of a fault run, from an empty folder to the report. */
final class TortureRun {
    /** Longer than any time-out of the server's, so that what is not back by then will not come back. */
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

    private static final long SETTLE_LIMIT_S = 90;
    private static final long WARM_UP_MS = 8_000;

    /** Longer than idle HTTP connections are kept by the clients. */
    private static final long QUIET_MS = 5_000;

    private static final long POLL_MS = 200;

    /** Of the time, in tenths, in which the server's process may be replaced. */
    private static final int KILLING_TENTHS = 6;

    private final long seed;
    private final long lengthMs;
    private final Path home;
    private final Path folder;
    private final Crowd.Size size;
    private final int heapMiB;
    private final Consumer<String> progress;
    private final OperationLog log = new OperationLog();
    private final List<MadeFault> made = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    /**
     * @param home folder of the installation
     * @param folder an empty one, for data and logs
     */
    TortureRun(Terms terms, Path home, Path folder, Consumer<String> progress) {
        this.seed = terms.seed();
        this.lengthMs = terms.lengthMs();
        this.size = terms.size();
        this.heapMiB = terms.heapMiB();
        this.home = home;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What is asked for.
     *
     * @param heapMiB the most that the server's heap may have
     */
    record Terms(long seed, long lengthMs, Crowd.Size size, int heapMiB) {}

    TortureReport run() throws IOException {
        progress.accept("seed " + seed + "; data and logs in " + folder);
        var clocks = WallClocks.in(folder);
        try (var postgres = OwnPostgres.start(folder.resolve("postgres"), clocks);
                var proxy = TcpProxy.to(postgres.port());
                var server = new ServerProcess(home, folder, proxy.port(), clocks, heapMiB)) {
            server.start();
            var bank = new Bank(server.api(), sandboxSecret(postgres), clocks::now, log);
            try (var crowd = new Crowd(server.api(), log, bank, seed)) {
                return run(new Breaker(server, postgres, proxy, clocks, crowd, bank));
            }
        }
    }

    private TortureReport run(Breaker breaker) throws IOException {
        var crowd = breaker.crowd();
        crowd.signUp(size);
        await("the first payments", () -> breaker.bank().underWay() == 0);
        progress.accept(crowd.size() + " are at work");
        crowd.start();
        Breaker.sleep(WARM_UP_MS);
        var beganNs = System.nanoTime();
        breakThings(breaker, FaultPlan.of(seed).iterator(), beganNs, lengthMs * KILLING_TENTHS / 10);
        Breaker.sleep(WARM_UP_MS);
        var before = quiet(breaker);
        crowd.goOn();
        breakThings(breaker, FaultPlan.keepingTheServer(seed).iterator(), beganNs, lengthMs);
        var seconds = elapsedMs(beganNs) / 1_000;
        progress.accept("letting everything come to rest");
        var after = quiet(breaker);
        await("sessions of lost servers to be settled", () -> openSessions(breaker.postgres()) == 0);
        var check = LedgerCheck.parse(breaker.server().ask(List.of("ledger", "--no-build", "check", "--json")));
        findings.addAll(log.complaints());
        findings.addAll(Verdict.of(log.all(), ledger(breaker.postgres())));
        findings.addAll(breaker.server().outOfMemory());
        return TortureReport.of(
                new TortureReport.Run(seed, seconds, made, leftOut(breaker.clocks())),
                log.all(),
                check,
                new TortureReport.Quiet(before, after),
                findings);
    }

    private void breakThings(Breaker breaker, Iterator<Fault> plan, long beganNs, long untilMs) {
        while (elapsedMs(beganNs) < untilMs) {
            var fault = plan.next();
            if (fault.kind().isOfTheClock() && !breaker.clocks().canBeSet()) {
                continue;
            }
            Breaker.sleep(fault.afterMs());
            var brokenNs = System.nanoTime();
            breaker.make(fault);
            var mendedNs = System.nanoTime();
            var back = log.awaitAcknowledged(mendedNs, RECOVERY_LIMIT);
            var recoveredMs = back.isPresent()
                    ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(back.getAsLong() - mendedNs))
                    : OptionalLong.empty();
            made.add(new MadeFault(fault.kind(), TimeUnit.NANOSECONDS.toMillis(mendedNs - brokenNs), recoveredMs));
            progress.accept("%4d s  %s for %d ms, back after %s"
                    .formatted(
                            elapsedMs(beganNs) / 1_000,
                            fault.kind(),
                            TimeUnit.NANOSECONDS.toMillis(mendedNs - brokenNs),
                            recoveredMs.isPresent() ? recoveredMs.getAsLong() + " ms" : "NEVER"));
            if (recoveredMs.isEmpty()) {
                findings.add(
                        "nothing was acknowledged within " + RECOVERY_LIMIT.toSeconds() + " s after " + fault.kind());
            }
        }
    }

    private static List<String> leftOut(WallClocks clocks) {
        return clocks.canBeSet()
                ? List.of()
                : List.of("clocks, which need libfaketime: ./stagedoor torture installs it where it can");
    }

    /** Lets everybody end what is under way, and looks at the server's process. */
    private Footprint quiet(Breaker breaker) {
        breaker.crowd().beQuiet();
        await("payments to be taken", () -> breaker.bank().underWay() == 0);
        Breaker.sleep(QUIET_MS);
        return breaker.server().footprint();
    }

    private void await(String what, BooleanSupplier done) {
        var untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_LIMIT_S);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > untilNs) {
                findings.add("waited " + SETTLE_LIMIT_S + " s in vain for " + what);
                return;
            }
            Breaker.sleep(POLL_MS);
        }
    }

    private static long elapsedMs(long sinceNs) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNs);
    }

    private static LedgerRows ledger(OwnPostgres postgres) {
        try (var connection = postgres.connect()) {
            return LedgerRows.read(connection);
        } catch (SQLException e) {
            throw new LoadFailure("the ledger cannot be read: " + e.getMessage(), e);
        }
    }

    private static long openSessions(OwnPostgres postgres) {
        return ledger(postgres).calls().values().stream()
                .filter(LedgerRows.Session::isOpen)
                .count();
    }

    private static byte[] sandboxSecret(OwnPostgres postgres) {
        try (var connection = postgres.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select secret from billing.installation_secret where name = 'sandbox'")) {
            if (!row.next()) {
                throw new LoadFailure("the server has no sandbox provider; is it in production?");
            }
            return row.getBytes(1);
        } catch (SQLException e) {
            throw new LoadFailure("the sandbox's secret cannot be read: " + e.getMessage(), e);
        }
    }
}
