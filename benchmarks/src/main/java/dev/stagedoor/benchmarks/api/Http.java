package dev.stagedoor.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** HTTP of one server: sends, and turns what is not a success into {@link ApiFailure}. */
final class Http {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(20);

    private final URI base;
    /** Redirects are followed, because the payment page answers its form with one, as pages do. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Http(URI base) {
        this.base = base;
    }

    HttpClient client() {
        return client;
    }

    /** The address of a path of this server; an absolute address is itself. */
    URI resolve(String pathOrAddress) {
        return base.resolve(pathOrAddress);
    }

    HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(resolve(path)).timeout(REQUEST_TIMEOUT);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofString(Json.write(body));
    }

    JsonNode sendForJson(HttpRequest request) {
        return Json.read(sendForText(request));
    }

    /** The body of a successful answer. */
    String sendForText(HttpRequest request) {
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            throw failure(request, response);
        }
        return response.body();
    }

    /** Any answer's status. */
    int sendForStatus(HttpRequest request) {
        return send(request).statusCode();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ServerUnreachable(request.uri(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ApiFailure("interrupted during " + request.method() + " "
                    + request.uri().getPath());
        }
    }

    /** Errors are problem details (RFC 9457); whatever else comes is quoted by its status. */
    private static ApiFailure failure(HttpRequest request, HttpResponse<String> response) {
        var what = request.method() + " " + request.uri().getPath();
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (type.startsWith("application/problem+json")) {
            var problem = Json.read(response.body());
            var code = problem.path("code").asText();
            return new ApiFailure(
                    "%s was refused: %s %s"
                            .formatted(what, code, problem.path("detail").asText()),
                    code);
        }
        return new ApiFailure("%s was refused with status %d".formatted(what, response.statusCode()));
    }
}
