package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.ProviderDesk;
import dev.stagedoor.signaling.web.Browser.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Payment providers over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvidersTest {
    private static final String WEBHOOKS = "/api/v1/admin/payments/webhooks";

    private TestServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        server = new TestServer();
        admin = server.admin();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void showsProvidersAndWhatTheySent() {
        assertThat(admin.get("/api/v1/admin/payments/providers")
                        .body()
                        .at("/items/0/quarantined")
                        .asLong())
                .isEqualTo(1);
        assertThat(admin.get(WEBHOOKS + "?provider=stripe")
                        .body()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("no such order");
        assertThat(server.providers.asked).isEqualTo("stripe");
    }

    @Test
    void decidesAgainOnOneThatWasKeptAside() {
        Answer answer = server.finance().post(WEBHOOKS + "/" + TestProviders.WEBHOOK + "/replay", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("accepted").asBoolean()).isTrue();
        assertThat(admin.post(WEBHOOKS + "/8/replay", null).code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void closesNewsWithANoteOfWhoHasLooked() {
        Browser finance = server.finance();
        String path = WEBHOOKS + "/" + TestProviders.WEBHOOK + "/dismissal";
        assertThat(finance.post(path, "{\"note\": \"not ours\"}").status()).isEqualTo(204);
        assertThat(server.providers.asked).isEqualTo(finance.id() + " not ours");
        assertThat(finance.post(path, "{\"note\": \"\"}").status()).isEqualTo(400);
        assertThat(finance.post(WEBHOOKS + "/8/dismissal", "{\"note\": \"not ours\"}")
                        .code())
                .isEqualTo("NOT_FOUND");
        server.providers.closed = ProviderDesk.Closed.OWN_CASE;
        assertThat(finance.post(path, "{\"note\": \"all is well\"}").code()).isEqualTo("OWN_CASE");
    }

    @Test
    void showsAQuarantineThatGoesOn() {
        server.providers.next = new ProviderDesk.Replayed(false, "no such order");

        Answer answer = admin.post(WEBHOOKS + "/" + TestProviders.WEBHOOK + "/replay", null);

        assertThat(answer.body().path("reason").asText()).isEqualTo("no such order");
    }
}
