package dev.stagedoor.benchmarks.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.client.LibraryLogs;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.torture.people.Crowd;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code torture}. Exit codes: 0 nothing is wrong, 1 something is, 2 wrong usage, 3 it could not be done. */
@Command(
        name = "torture",
        description = "Breaks a server of its own at random while people use it, and looks for lost or doubled coins.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Torture implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final int COULD_NOT = 3;
    private static final double MOST_MINUTES = 7 * 24 * 60;
    private static final double MS_PER_MINUTE = 60_000;

    /** Where the installation is; the launcher says it. */
    private static final String HOME_PROPERTY = "stagedoor.home";

    /** Of the JDK's HTTP client, in seconds: short, so that idle connections do not look like leaked ones. */
    private static final String KEEP_ALIVE_PROPERTY = "jdk.httpclient.keepalive.timeout";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Option(names = "--minutes", paramLabel = "N", description = "how long things are broken (${DEFAULT-VALUE})")
    private double minutes = 2;

    @Option(names = "--seed", paramLabel = "S", description = "of the faults and what people do; else a new one")
    private @Nullable Long seed;

    @Option(names = "--tippers", paramLabel = "N", description = "who tip and buy coins (${DEFAULT-VALUE})")
    private int tippers = 12;

    @Option(names = "--calls", paramLabel = "N", description = "calls at a time, with media (${DEFAULT-VALUE})")
    private int calls = 3;

    @Option(
            names = "--heap",
            paramLabel = "MIB",
            description = "the most the server's heap may have (${DEFAULT-VALUE})")
    private int heapMiB = 192;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    private Torture() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... arguments) {
        LibraryLogs.warningsOnly();
        System.setProperty(KEEP_ALIVE_PROPERTY, "2");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Torture())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }

    @Override
    public Integer call() throws IOException {
        within("--minutes", minutes, 0.1, MOST_MINUTES);
        within("--tippers", tippers, 1, 1_000);
        within("--calls", calls, 0, 100);
        within("--heap", heapMiB, 64, 65_536);
        var terms = new TortureRun.Terms(
                seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed,
                Math.round(minutes * MS_PER_MINUTE),
                new Crowd.Size(tippers, 1 + tippers / 4, calls),
                heapMiB);
        var folder = Files.createTempDirectory("stagedoor-torture-");
        try {
            var report = new TortureRun(terms, home(), folder, this::progress).run();
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(new ObjectMapper().writeValueAsString(report));
            } else {
                report.lines().forEach(out::println);
            }
            out.flush();
            if (report.ok()) {
                delete(folder);
            }
            return report.ok() ? 0 : WRONG;
        } catch (LoadFailure e) {
            progress(String.valueOf(e.getMessage()));
            return COULD_NOT;
        }
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
    }

    private void within(String option, double value, double least, double most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is a number from " + plain(least) + " to " + plain(most) + ", not " + plain(value));
        }
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void progress(String line) {
        spec.commandLine().getErr().println("torture: " + line);
    }
}
