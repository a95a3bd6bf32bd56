package dev.stagedoor.benchmarks.api;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/** What anybody may ask of a server: whether it is ready, and to be let in. */
public final class StagedoorApi {
    private final Http http;

    /** @param base for example {@code http://127.0.0.1:8080} */
    public StagedoorApi(URI base) {
        this.http = new Http(base);
    }

    /**
     * Returns if the server is ready to serve.
     *
     * @throws ServerUnreachable if nobody answers
     * @throws ApiFailure if it answers that it is not ready
     */
    public void checkReady() {
        http.sendForText(http.request("/health/ready", null).GET().build());
    }

    /**
     * Brings a webhook, as a payment provider does; returns the status of the answer.
     *
     * @throws ServerUnreachable if nobody answers
     */
    public int deliverWebhook(String provider, Map<String, String> headers, String body) {
        var request = http.request("/api/v1/webhooks/" + provider, null)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.sendForStatus(request.build());
    }

    /** Makes an account and signs it in. */
    public Account register(Registration registration) {
        return enter("/api/v1/auth/register", registration);
    }

    /** Signs an account in. */
    public Account signIn(String email, String password) {
        return enter("/api/v1/auth/sign-in", Map.of("email", email, "password", password));
    }

    /**
     * @param role {@code VIEWER} or {@code PERFORMER}
     * @param dateOfBirth {@code YYYY-MM-DD}
     */
    public record Registration(String email, String password, String displayName, String role, String dateOfBirth) {}

    /** What both ways in give. */
    private record SignedIn(String accessToken, User user) {}

    private record User(String id, String displayName) {}

    private Account enter(String path, Object body) {
        var request = http.request(path, null)
                .header("Content-Type", "application/json")
                .header("X-Token-Transport", "body")
                .POST(BodyPublishers.ofString(Json.write(body)))
                .build();
        var signedIn = Json.convert(http.sendForJson(request), SignedIn.class);
        return new Account(http, signedIn.user().id(), signedIn.user().displayName(), signedIn.accessToken());
    }
}
