package dev.stagedoor.benchmarks.load;

import dev.stagedoor.benchmarks.client.LibraryLogs;
import dev.stagedoor.benchmarks.ledger.LedgerCommand;
import dev.stagedoor.benchmarks.ledger.MeteringCommand;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands {@code bench …} of the load lab. Exit codes: 0 done, 1 it could not be done, 2 wrong usage. */
@Command(
        name = "bench",
        description = "The load lab.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ForwardCommand.class,
            JoinCommand.class,
            SoakCommand.class,
            LedgerCommand.class,
            MeteringCommand.class
        })
public final class Bench {
    private static final int FAILED = 1;

    private Bench() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String... arguments) {
        LibraryLogs.warningsOnly();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((e, line, _) -> {
                    if (e instanceof LoadFailure) {
                        line.getErr().println("bench: " + e.getMessage());
                        return FAILED;
                    }
                    throw e;
                });
    }
}
