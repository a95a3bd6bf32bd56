package dev.stagedoor.benchmarks.torture;

import dev.stagedoor.benchmarks.torture.people.Bank;
import dev.stagedoor.benchmarks.torture.people.Crowd;
import dev.stagedoor.benchmarks.torture.plan.Fault;
import dev.stagedoor.benchmarks.torture.stage.OwnPostgres;
import dev.stagedoor.benchmarks.torture.stage.ServerProcess;
import dev.stagedoor.benchmarks.torture.stage.TcpProxy;
import dev.stagedoor.benchmarks.torture.stage.WallClocks;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Does to the stage what the plan says, and makes it whole again. */
record Breaker(ServerProcess server, OwnPostgres postgres, TcpProxy proxy, WallClocks clocks, Crowd crowd, Bank bank) {
    private static final Duration WRONG = Duration.ofHours(1);

    /** Longer than the processes take to notice that they were set. */
    private static final Duration BEFORE_THE_CHANGE = Duration.ofSeconds(2);

    /** Breaks, waits for as long as the fault lasts, mends. Processes that were killed are ready again on return. */
    void make(Fault fault) {
        switch (fault.kind()) {
            case SERVER_KILLED -> {
                server.kill();
                last(fault);
                server.start();
            }
            case POSTGRES_KILLED -> {
                postgres.kill();
                last(fault);
                postgres.startAgain();
            }
            case BOTH_KILLED -> {
                postgres.kill();
                server.kill();
                last(fault);
                postgres.startAgain();
                server.start();
            }
            case BACKEND_KILLED -> postgres.killBackend(fault.choice());
            case DATABASE_CUT -> during(fault, proxy::cut, proxy::mend);
            case DATABASE_STALLED -> during(fault, proxy::hold, proxy::mend);
            case ANSWERS_LOST -> during(fault, proxy::loseAnswers, proxy::mend);
            case SERVER_PAUSED -> during(fault, server::pause, server::goOn);
            case POSTGRES_PAUSED -> during(fault, postgres::pause, postgres::goOn);
            case SERVER_CLOCK_WRONG -> wrong(fault, WallClocks.Whose.SERVER);
            case DATABASE_CLOCK_WRONG -> wrong(fault, WallClocks.Whose.DATABASE);
            case MACHINE_CLOCK_WRONG -> wrong(fault, WallClocks.Whose.MACHINE);
            case SUMMER_TIME_CHANGED ->
                during(
                        fault,
                        () -> clocks.leadToTheChange(BEFORE_THE_CHANGE),
                        () -> clocks.set(WallClocks.Whose.MACHINE, Duration.ZERO));
            case CLIENTS_DROPPED -> crowd.drop(fault.choice());
            case WEBHOOKS_REPEATED -> bank.repeat(new Random(fault.choice()));
        }
    }

    /** The number decides which way. */
    private void wrong(Fault fault, WallClocks.Whose whose) {
        var wrong = fault.choice() % 2 == 0 ? WRONG : WRONG.negated();
        during(fault, () -> clocks.set(whose, wrong), () -> clocks.set(whose, Duration.ZERO));
    }

    private static void during(Fault fault, Runnable breaking, Runnable mending) {
        breaking.run();
        last(fault);
        mending.run();
    }

    private static void last(Fault fault) {
        sleep(fault.lengthMs());
    }

    static void sleep(long ms) {
        var untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (var leftNs = untilNs - System.nanoTime(); leftNs > 0; leftNs = untilNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
