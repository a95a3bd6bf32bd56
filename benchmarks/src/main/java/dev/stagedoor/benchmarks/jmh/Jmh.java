package dev.stagedoor.benchmarks.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code bench jmh}. Exit codes: 0 done, 1 a benchmark failed, 2 wrong usage or nothing of that name. */
@Command(
        name = "jmh",
        description = "Runs the microbenchmarks of the packet path, time and allocation per operation.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Jmh implements Callable<Integer> {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    @Parameters(arity = "0..1", paramLabel = "FILTER", description = "regular expression on class and method (all)")
    private String filter = ".*";

    @Option(names = "--json", description = "one JSON object on standard output, progress on standard error")
    private boolean json;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs per benchmark (${DEFAULT-VALUE})")
    private int forks = 1;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "measured per JVM, after as much warm-up / 2 (${DEFAULT-VALUE})")
    private int seconds = 5;

    private Jmh() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Jmh()).execute(arguments));
    }

    @Override
    public Integer call() {
        var progress = json ? System.err : System.out;
        try {
            var results = run(progress);
            if (json) {
                System.out.println(new ObjectMapper().writeValueAsString(Map.of("benchmarks", entries(results))));
            }
            return 0;
        } catch (NoBenchmarksException _) {
            System.err.println("jmh: no benchmark matches " + filter);
            return 2;
        } catch (RunnerException | JsonProcessingException e) {
            System.err.println("jmh: " + e.getMessage());
            return 1;
        }
    }

    private Collection<RunResult> run(PrintStream progress) throws RunnerException {
        var options = new OptionsBuilder()
                .include(filter)
                .forks(forks)
                .warmupIterations(Math.max(1, seconds / 2))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(Math.max(1, seconds))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        return new Runner(options, OutputFormatFactory.createFormatInstance(progress, VerboseMode.NORMAL)).run();
    }

    /**
     * One measured operation.
     *
     * @param error half of the 99.9 % confidence interval
     */
    private record Entry(
            String benchmark,
            Map<String, String> parameters,
            double score,
            double error,
            String unit,
            double allocatedBytes) {}

    private static List<Entry> entries(Collection<RunResult> results) {
        return results.stream().map(Jmh::entry).toList();
    }

    private static Entry entry(RunResult result) {
        var parameters = new TreeMap<String, String>();
        var setup = result.getParams();
        setup.getParamsKeys().forEach(key -> parameters.put(key, setup.getParam(key)));
        var primary = result.getPrimaryResult();
        var allocation = result.getSecondaryResults().get(ALLOCATION);
        return new Entry(
                setup.getBenchmark().substring(Jmh.class.getPackageName().length() + 1),
                parameters,
                primary.getScore(),
                // JSON knows no "not a number", which a single iteration has for an error.
                Double.isNaN(primary.getScoreError()) ? 0 : primary.getScoreError(),
                primary.getScoreUnit(),
                allocation == null ? 0 : allocation.getScore());
    }
}
