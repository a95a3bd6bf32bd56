package dev.stagedoor.benchmarks.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.BenchConsole;
import dev.stagedoor.benchmarks.load.Limits;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.pricing.Increment;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench metering}. */
@Command(
        name = "metering",
        description =
                "What it costs to meter many paid calls at once, in real time on a durable PostgreSQL, and whether every receipt is right after it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class MeteringCommand implements Callable<Integer> {
    private static final int BOOKS_ARE_WRONG = 1;
    private static final int MOST_SESSIONS = 200_000;
    private static final int MOST_SECONDS = 3_600;

    @Option(names = "--sessions", paramLabel = "N", description = "calls that run at once (${DEFAULT-VALUE})")
    private int sessions = 10_000;

    @Option(
            names = "--increment",
            paramLabel = "MINUTE|SECOND",
            description =
                    "what is charged once it has begun (${DEFAULT-VALUE}); by the second, a call is captured every 10 s")
    private Increment increment = Increment.MINUTE;

    @Option(names = "--seconds", paramLabel = "S", description = "how long to measure (${DEFAULT-VALUE})")
    private int seconds = 60;

    @Option(
            names = "--ramp",
            paramLabel = "S",
            description =
                    "the calls begin evenly over that long (${DEFAULT-VALUE}); less than a minute brings their minutes together")
    private int rampSeconds = 60;

    @Mixin
    private BenchConsole console = new BenchConsole();

    @Override
    public Integer call() throws JsonProcessingException {
        Limits.checked("--sessions", sessions, 1, MOST_SESSIONS);
        Limits.checked("--seconds", seconds, 1, MOST_SECONDS);
        Limits.checked("--ramp", rampSeconds, 0, MOST_SECONDS);
        if (increment == Increment.SESSION) {
            throw new LoadFailure("--increment is MINUTE or SECOND: a session sold whole is charged once");
        }
        var plan = new MeteringBench.Plan(
                sessions,
                increment,
                TimeUnit.SECONDS.toMillis(rampSeconds),
                TimeUnit.SECONDS.toMillis(seconds),
                BillingConfig.builder().exclusive(true).peakWindows(List.of()).build());
        var report = new MeteringBench(plan, console::progress).run();
        console.print(report, report.lines());
        return report.invariantsHeld() ? 0 : BOOKS_ARE_WRONG;
    }
}
