package dev.stagedoor.signaling.web;

import dev.stagedoor.signaling.whip.NodeLinks;
import dev.stagedoor.signaling.whip.NodeSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other servers by WHEP, with the token that servers show each other. Only servers that the settings name are ever
 * called: redirections are not followed, and a session elsewhere than at the server that was asked is none.
 */
public final class NodeClient implements NodeLinks, AutoCloseable {
    /** How many links there will be from the last who watch to the server that is asked. */
    static final String HOPS = "Stagedoor-Hops";

    /** How many links the server that answers is away from the publisher. */
    static final String DEPTH = "Stagedoor-Depth";

    private static final Logger LOG = LoggerFactory.getLogger(NodeClient.class);

    /** Another server answers within milliseconds; one that has not by then is as good as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** An answer has a few sections and candidates, some 3 KiB. */
    private static final long MAX_ANSWER_BYTES = 64 * 1024;

    /** Of what another server says no more is written into our log. */
    private static final int MAX_REASON_LENGTH = 300;

    private final HttpClient http;
    private final String token;

    public NodeClient(NodeSettings settings) {
        token = settings.token();
        http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Pulled pull(String node, String room, int hops, String offer) {
        try {
            URI server = URI.create(node);
            URI address = server.resolve("/whep/" + room);
            // Whoever asks for others leaves them time for an answer to those who asked them.
            HttpRequest request = request(address, PATIENCE.dividedBy(hops))
                    .header("Content-Type", WhipOperations.SDP)
                    .header("Accept", WhipOperations.SDP)
                    .header(HOPS, Integer.toString(hops))
                    .POST(HttpRequest.BodyPublishers.ofString(offer))
                    .build();
            HttpResponse<String> response =
                    http.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER_BYTES));
            return response.statusCode() == 201
                    ? answered(address, response)
                    : new Pulled.Refused(response.statusCode() + " " + printable(response.body()));
        } catch (IOException | IllegalArgumentException e) {
            return new Pulled.Refused(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Pulled.Refused("interrupted");
        }
    }

    private static Pulled answered(URI asked, HttpResponse<String> response) {
        String location = response.headers().firstValue("Location").orElse("");
        URI session = asked.resolve(location);
        String depth = response.headers().firstValue(DEPTH).orElse("");
        if (location.isEmpty() || !isAt(asked, session) || !depth.matches("[0-9]")) {
            return new Pulled.Refused("it answers as no server of this installation does");
        }
        return new Pulled.Answered(session.toString(), Integer.parseInt(depth), response.body());
    }

    private static boolean isAt(URI asked, URI session) {
        return asked.getScheme().equals(session.getScheme())
                && asked.getRawAuthority().equals(session.getRawAuthority());
    }

    @Override
    public void end(String session) {
        try {
            HttpRequest request =
                    request(URI.create(session), PATIENCE).DELETE().build();
            var _ = http.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            LOG.info("{} could not be told that it is no longer wanted: {}", session, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(URI address, Duration patience) {
        return HttpRequest.newBuilder(address).timeout(patience).header("Authorization", "Bearer " + token);
    }

    private static String printable(String text) {
        String start = text.substring(0, Math.min(text.length(), MAX_REASON_LENGTH));
        return start.replaceAll("\\p{Cntrl}+", " ");
    }
}
