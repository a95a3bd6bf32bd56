package dev.stagedoor.benchmarks.load.process;

import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short-lived programs of the system. */
public final class Tool {
    private static final long TIMEOUT_SECONDS = 20;

    private Tool() {}

    /**
     * Runs a program to its end with these bytes as standard input; returns what it wrote.
     *
     * @param provider the package that has it, for the message if it is missing
     * @throws LoadFailure with its words if it is missing or fails
     */
    public static String run(List<String> command, String input, String provider) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LoadFailure(String.join(" ", command) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new LoadFailure(String.join(" ", command) + ": " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new LoadFailure(
                    "needs " + command.getFirst() + ". Install your system's package '" + provider + "'.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted", e);
        }
    }
}
