package dev.stagedoor.benchmarks.load.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stagedoor.benchmarks.client.LibraryLogs;
import dev.stagedoor.benchmarks.load.messages.Done;
import dev.stagedoor.benchmarks.load.messages.Failed;
import dev.stagedoor.benchmarks.load.messages.JoinReport;
import dev.stagedoor.benchmarks.load.messages.LoadFailure;
import dev.stagedoor.benchmarks.load.messages.Plan;
import dev.stagedoor.benchmarks.load.messages.WindowReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The clients' process. The first line on standard input is a {@link Plan} in JSON; each later line is a command, answered by
 * one line of JSON when it is done: an answer of the command's own or {@link Failed}. It ends when standard input does.
 */
public final class ClientsMain {
    /** Connects publishers and viewers; answered with {@link Done}. */
    public static final String CONNECT = "connect";

    /** Stops the publishers and lets everything arrive; answered with the {@link WindowReport} since the last resumption. */
    public static final String PAUSE = "pause";

    /** Lets the publishers send again; answered with {@link Done}. */
    public static final String RESUME = "resume";

    /** {@code storm N R}: N viewers join, R a second; answered with a {@link JoinReport}. */
    public static final String STORM = "storm";

    /** {@code churn J L K}: J viewers join, L leave, K vanish without a word; answered with {@link Done}. */
    public static final String CHURN = "churn";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(5);

    private ClientsMain() {}

    /** Serves the commands. */
    public static void main(String... arguments) throws IOException {
        LibraryLogs.warningsOnly();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var plan = JSON.readValue(lines.readLine(), Plan.class);
        try (var http = HttpClient.newBuilder().connectTimeout(HTTP_TIMEOUT).build();
                var fleet = new Fleet(plan, signalling(plan, http))) {
            var commands = new Commands(plan, fleet);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                say(answer(commands, line));
            }
            http.shutdownNow();
        }
    }

    private static Object answer(Commands commands, String command) {
        try {
            return commands.run(command);
        } catch (LoadFailure e) {
            return new Failed(String.valueOf(e.getMessage()));
        }
    }

    private static Signalling signalling(Plan plan, HttpClient http) {
        var server = plan.server();
        return switch (server.dialect()) {
            case WHIP -> new WhipSignalling(http, server.url(), server.token());
            case JANUS -> new JanusSignalling(http, server.url());
        };
    }

    private static void say(Object answer) throws JsonProcessingException {
        System.out.println(JSON.writeValueAsString(answer));
    }
}
