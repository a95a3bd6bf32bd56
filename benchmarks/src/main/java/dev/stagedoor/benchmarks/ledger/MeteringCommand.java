package dev.stagedoor.benchmarks.ledger;

import static dev.stagedoor.benchmarks.ledger.BenchConsole.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.billing.BillingConfig;
import dev.stagedoor.billing.pricing.Increment;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench metering}. */
@Command(
        name = "metering",
        description =
                "What it costs to meter many paid calls at once, in real time on a durable PostgreSQL, and whether every receipt is right after it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class MeteringCommand implements Callable<Integer> {
    private static final int MOST_SESSIONS = 200_000;
    private static final int MOST_SECONDS = 3_600;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

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

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        var console = new BenchConsole(spec);
        within("--sessions", sessions, 1, MOST_SESSIONS);
        within("--seconds", seconds, 1, MOST_SECONDS);
        within("--ramp", rampSeconds, 0, MOST_SECONDS);
        if (increment == Increment.SESSION) {
            throw new LoadFailure("--increment is MINUTE or SECOND: a session sold whole is charged once");
        }
        var plan = new MeteringBench.Plan(
                sessions,
                increment,
                TimeUnit.SECONDS.toMillis(rampSeconds),
                TimeUnit.SECONDS.toMillis(seconds),
                BillingConfig.builder().exclusive(true).build());
        var report = new MeteringBench(plan, console::progress).run();
        return console.report(report, report.lines(), json, report.invariantsHeld());
    }
}
