package dev.stagedoor.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a bench speaks with whoever typed the command; mixed into the command. */
public final class BenchConsole {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli fills it before anything is called
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    /** What is being done, for people. */
    public void progress(String line) {
        spec.commandLine().getErr().println("bench: " + line);
    }

    /**
     * Prints what came of it: as one JSON object, if that is wanted, or for people.
     *
     * @param lines the report for people
     */
    public void print(Object report, List<String> lines) throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }
}
