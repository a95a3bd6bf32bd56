package dev.stagedoor.benchmarks.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** How the benches of the books speak with whoever typed the command. */
record BenchConsole(CommandSpec spec) {
    private static final int BOOKS_ARE_WRONG = 1;

    /** @throws LoadFailure if the value of an option is out of its bounds, which are allowed themselves */
    static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new LoadFailure(option + " is a number from " + least + " to " + most + ", not " + value);
        }
    }

    /** What is being done, for people. */
    void progress(String line) {
        spec.commandLine().getErr().println("bench: " + line);
    }

    /**
     * Prints what came of it.
     *
     * @param lines the report for people
     * @param json whether the report itself is wanted instead, as one JSON object
     * @return the exit code
     */
    int report(Object report, List<String> lines, boolean json, boolean right) throws JsonProcessingException {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
        return right ? 0 : BOOKS_ARE_WRONG;
    }
}
