package dev.stagedoor.benchmarks.load.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that this one has started and speaks to by lines; what it writes to standard error goes to ours. It is ended with
 * {@link #close}, and by the end of its standard input if this process dies.
 */
public final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private final String name;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter requests;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.answers = process.inputReader();
        this.requests = process.outputWriter();
    }

    /** @param name for messages */
    public static Child start(String name, List<String> command) {
        return start(name, command, ProcessBuilder.Redirect.INHERIT);
    }

    /** The same without what it writes to standard error. */
    public static Child startQuietly(String name, List<String> command) {
        return start(name, command, ProcessBuilder.Redirect.DISCARD);
    }

    private static Child start(String name, List<String> command, ProcessBuilder.Redirect errors) {
        try {
            var builder = new ProcessBuilder(command).redirectError(errors);
            return new Child(name, builder.start());
        } catch (IOException e) {
            throw new LoadFailure("cannot start the " + name + ": " + e.getMessage(), e);
        }
    }

    /** The process itself, or the one that it became. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends one line. */
    public void tell(String line) {
        try {
            requests.write(line);
            requests.newLine();
            requests.flush();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** Sends an object as one line. */
    public void tell(Object message) {
        try {
            tell(JSON.writeValueAsString(message));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that is not JSON", e);
        }
    }

    /**
     * Waits for the next line and reads it.
     *
     * @throws LoadFailure if the process has ended, or with its words if it says that something failed
     */
    public <T> T answer(Class<T> type) {
        try {
            var line = answers.readLine();
            if (line == null) {
                throw gone(null);
            }
            var tree = JSON.readTree(line);
            if (tree.has("failure")) {
                throw new LoadFailure(tree.get("failure").asText());
            }
            return JSON.treeToValue(tree, type);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** A request and its answer. */
    public <T> T ask(String request, Class<T> type) {
        tell(request);
        return answer(type);
    }

    private LoadFailure gone(@Nullable IOException cause) {
        var why = "the " + name + " has ended" + (cause == null ? "" : ": " + cause.getMessage());
        return cause == null ? new LoadFailure(why) : new LoadFailure(why, cause);
    }

    /** Ends a process that does not care about its input. */
    public void interrupt() {
        process.destroy();
        close();
    }

    /** Ends it: first its input, then, if it does not go, the process. */
    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException _) {
            // It has gone already.
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
