package dev.stagedoor.benchmarks.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.stagedoor.benchmarks.load.BenchConsole;
import dev.stagedoor.benchmarks.load.Limits;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code bench ledger}. */
@Command(
        name = "ledger",
        description =
                "Postings a second through billing on a durable PostgreSQL, and whether the books are right after it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class LedgerCommand implements Callable<Integer> {
    private static final int BOOKS_ARE_WRONG = 1;
    private static final int MAX_WRITERS = 90;
    private static final int MAX_SECONDS = 24 * 3_600;

    @Option(names = "--writers", paramLabel = "N", description = "who tip at the same time (${DEFAULT-VALUE})")
    private int writers = 16;

    @Option(names = "--hot", description = "the headline is for one performer whom everybody tips")
    private boolean hot;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "how long to measure (${DEFAULT-VALUE}); as long again goes to the other kind of turn")
    private int seconds = 10;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            description =
                    "how long to tip before it is measured (${DEFAULT-VALUE}); what runs cold shows the compiler's time")
    private int warmUpSeconds = 15;

    @Option(names = "--compare", description = "also let pgbench call the posting function in a loop")
    private boolean compare;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            description = "goes on for that long instead, and checks the books every minute")
    private int soakMinutes;

    @Option(
            names = "--grow",
            paramLabel = "ENTRIES",
            description =
                    "instead makes a journal of that many entries, such as 1M or 10M, and says how large it is and how long pages and maintenance take",
            converter = Entries.class)
    private long grow;

    @Mixin
    private BenchConsole console = new BenchConsole();

    @Override
    public Integer call() throws JsonProcessingException {
        Limits.checked("--writers", writers, 1, MAX_WRITERS);
        Limits.checked("--seconds", seconds, 1, MAX_SECONDS);
        Limits.checked("--warm-up", warmUpSeconds, 0, MAX_SECONDS);
        Limits.checked("--soak", soakMinutes, 0, MAX_SECONDS);
        if (grow > 0) {
            var report = new GrowthBench(grow, writers, TimeUnit.SECONDS.toMillis(seconds), console::progress).run();
            console.print(report, report.lines());
            return report.invariantsHeld() ? 0 : BOOKS_ARE_WRONG;
        }
        // Half of the time goes to the other kind of turn.
        long measuredMs =
                soakMinutes > 0 ? TimeUnit.MINUTES.toMillis(soakMinutes) / 2 : TimeUnit.SECONDS.toMillis(seconds);
        long checkEveryMs = soakMinutes > 0 ? TimeUnit.MINUTES.toMillis(1) : 0;
        var plan = new LedgerBench.Plan(
                writers, TimeUnit.SECONDS.toMillis(warmUpSeconds), measuredMs, hot, compare, checkEveryMs);
        var report = new LedgerBench(plan, console::progress).run();
        console.print(report, report.lines());
        return report.invariantsHeld() ? 0 : BOOKS_ARE_WRONG;
    }

    /** A number of entries, with K or M for thousands or millions. */
    static final class Entries implements CommandLine.ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([KM]?)");
        private static final long MOST = 200_000_000;

        @Override
        public Long convert(String value) {
            var form = FORM.matcher(value.toUpperCase(Locale.ROOT));
            if (!form.matches()) {
                throw new CommandLine.TypeConversionException(
                        "'" + value + "' is no number of entries such as 500K or 10M");
            }
            long unit = switch (form.group(2)) {
                case "K" -> 1_000;
                case "M" -> 1_000_000;
                default -> 1;
            };
            long entries = Long.parseLong(form.group(1)) * unit;
            if (entries > MOST) {
                throw new CommandLine.TypeConversionException(value + " is more than 200M entries");
            }
            return entries;
        }
    }
}
