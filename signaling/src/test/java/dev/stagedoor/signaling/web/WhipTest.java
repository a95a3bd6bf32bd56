package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.web.Browser.Answer;
import dev.stagedoor.signaling.whip.HttpOffers;
import dev.stagedoor.signaling.whip.OpenMedia;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WHIP and WHEP as clients see them; the contract is checked with every answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhipTest {
    private static final String PUBLISH = HttpOffers.audioAndVideo("sendonly");
    private static final String WATCH = HttpOffers.audioAndVideo("recvonly");
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private TestServer server;
    private Browser anybody;

    @BeforeAll
    void start() {
        IceConfig ice = new IceConfig(
                List.of("stun:stun.example.org"),
                List.of("turn:turn.example.org", "turns:turn.example.org:443"),
                "shared-secret",
                Duration.ofHours(1));
        WhipSettings settings = new WhipSettings(true, 1, 100, Duration.ofSeconds(10));
        server = new TestServer(new OpenMedia(), ice, settings);
        anybody = server.anybody();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Answer offer(Browser browser, String path, String sdp, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/sdp"));
        all.addAll(List.of(headers));
        return browser.send("POST", path, sdp, all.toArray(String[]::new));
    }

    private Answer patch(String resource, String fragment, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", FRAGMENT));
        all.addAll(List.of(headers));
        return anybody.send("PATCH", resource, fragment, all.toArray(String[]::new));
    }

    private int end(Answer begun) {
        return anybody.send("DELETE", begun.header("Location"), null).status();
    }

    @Test
    void aSessionBeginsAndEnds() {
        Answer begun = offer(anybody, "/whip/test", PUBLISH);

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("Content-Type")).isEqualTo("application/sdp");
        assertThat(begun.header("Location")).matches("/whip/test/[A-Za-z0-9_-]{22}");
        assertThat(begun.header("ETag")).matches("\"[A-Za-z0-9_-]+\"");
        assertThat(begun.header("Accept-Patch")).isEqualTo(FRAGMENT);
        assertThat(begun.raw().body()).startsWith("v=0\r\n").contains("a=recvonly\r\n");
        assertThat(end(begun)).isEqualTo(200);
        assertThat(end(begun)).as("it is over, as was asked").isEqualTo(200);
    }

    @Test
    void theAnswerNamesTheIceServersOneAHeader() {
        Answer begun = offer(anybody, "/whip/test", PUBLISH);

        List<String> links = begun.raw().headers().allValues("Link");
        assertThat(links).hasSize(3);
        assertThat(links.get(0)).isEqualTo("<stun:stun.example.org>; rel=\"ice-server\"");
        assertThat(links.get(1))
                .matches("<turn:turn\\.example\\.org>; rel=\"ice-server\"; username=\"\\d+:[0-9a-f-]{36}\"; "
                        + "credential=\"[A-Za-z0-9+/=]+\"; credential-type=\"password\"");
        end(begun);
    }

    @Test
    void aPlayerIsToldWhereItSelectsLayers() {
        Answer begun = offer(anybody, "/whep/test", WATCH);
        String layers = begun.header("Location") + "/layer";

        assertThat(begun.raw().headers().allValues("Link"))
                .last()
                .isEqualTo("<" + layers + ">; rel=\"urn:ietf:params:whep:ext:core:layer\"");
        assertThat(select(layers, "{\"maxHeight\":360}").status()).isEqualTo(200);
        assertThat(select(layers, "{}").status()).isEqualTo(200);
        assertThat(select(layers, "{\"mediaId\":\"0\"}").code()).isEqualTo("SECTION_UNKNOWN");
        assertThat(select(layers, "{\"maxHeight\":0}").code()).isEqualTo("INVALID_REQUEST");
        assertThat(select(layers, "{\"encodingId\":\"h\"}").code()).isEqualTo("INVALID_REQUEST");
        end(begun);
        assertThat(select(layers, "{}").code()).isEqualTo("NOT_FOUND");
    }

    private Answer select(String layers, String body) {
        return anybody.send("POST", layers, body, "Content-Type", "application/json");
    }

    @Test
    void onePublisherARoomAndAFullHouseAreRefused() {
        Answer publisher = offer(anybody, "/whip/test", PUBLISH);
        Answer second = offer(anybody, "/whip/test", PUBLISH);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.header("Retry-After")).isEqualTo("5");

        Answer viewer = offer(anybody, "/whep/test", WATCH);
        assertThat(viewer.status()).isEqualTo(201);
        assertThat(viewer.header("Location")).startsWith("/whep/test/");
        Answer oneTooMany = offer(anybody, "/whep/test", WATCH);
        assertThat(oneTooMany.status()).isEqualTo(503);
        assertThat(oneTooMany.code()).isEqualTo("ROOM_FULL");
        assertThat(oneTooMany.header("Retry-After")).isEqualTo("5");

        assertThat(end(publisher)).isEqualTo(200);
        assertThat(end(viewer)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # method, path,           type,                            accept,          body,    status, code
            POST,     /whip/test,     application/json,                ,                '{}',    415,    UNSUPPORTED_MEDIA_TYPE
            POST,     /whip/test,     application/sdp,                 text/html,       v=0,     406,    NOT_ACCEPTABLE
            POST,     /whip/test,     application/sdp,                 '*/*;q=0.5',     v=0,     422,    OFFER_REFUSED
            POST,     /whip/test,     application/sdp; charset=utf-8,  application/sdp, hello,   422,    OFFER_REFUSED
            POST,     /whip/test,     application/sdp,                 ,                '',      422,    OFFER_REFUSED
            POST,     /whip/lobby,    application/sdp,                 ,                v=0,     404,    NOT_FOUND
            POST,     /whip/A%20B,    application/sdp,                 ,                v=0,     400,    INVALID_REQUEST
            GET,      /whip/test,     ,                                ,                ,        405,    METHOD_NOT_ALLOWED
            PUT,      /whep/test,     application/sdp,                 ,                v=0,     405,    METHOD_NOT_ALLOWED
            GET,      /whip/test/ab,  ,                                ,                ,        405,    METHOD_NOT_ALLOWED
            POST,     /whip/test/ab,  application/sdp,                 ,                v=0,     405,    METHOD_NOT_ALLOWED
            DELETE,   /whip/test/ab,  ,                                ,                ,        404,    NOT_FOUND
            PATCH,    /whip/test/ab,  application/trickle-ice-sdpfrag, ,                a=x,     404,    NOT_FOUND
            PATCH,    /whip/test/ab,  application/sdp,                 ,                a=x,     415,    UNSUPPORTED_MEDIA_TYPE
            """)
    void whatIsNotUnderstoodIsRefusedWithAProblem(
            String method, String path, String type, String accept, String body, int status, String code) {
        List<String> headers = new ArrayList<>();
        if (type != null) {
            headers.addAll(List.of("Content-Type", type));
        }
        if (accept != null) {
            headers.addAll(List.of("Accept", accept));
        }

        Answer answer = anybody.send(method, path, body, headers.toArray(String[]::new));

        assertThat(answer.status()).as("%s", answer.raw().body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    /** GET, HEAD and PUT are reserved (RFC 9725); whoever errs learns what is possible (RFC 9110 section 15.5.6). */
    @ParameterizedTest
    @CsvSource({
        "GET,     /whip/test,    'OPTIONS, POST'",
        "HEAD,    /whip/test,    'OPTIONS, POST'",
        "PUT,     /whep/test,    'OPTIONS, POST'",
        "DELETE,  /whep/test,    'OPTIONS, POST'",
        "PATCH,   /whip/test,    'OPTIONS, POST'",
        "HEAD,    /whip/test/ab, 'DELETE, PATCH'",
        "PUT,     /whep/test/ab, 'DELETE, PATCH'",
        "OPTIONS, /whep/test/ab, 'DELETE, PATCH'",
    })
    void whatIsNotPossibleIsAnsweredWithWhatIs(String method, String path, String allowed) {
        Answer answer = anybody.send(method, path, null);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void tooMuchIsRefused() {
        assertThat(offer(anybody, "/whip/test", "v=0\r\n".repeat(60_000)).status())
                .isEqualTo(413);
    }

    @Test
    void aPatchNamesItsIceSession() {
        Answer begun = offer(anybody, "/whip/test", PUBLISH);
        String resource = begun.header("Location");

        assertThat(patch(resource, HttpOffers.fragment("clnt")).status()).isEqualTo(204);
        assertThat(patch(resource, HttpOffers.fragment("next")).status()).isEqualTo(428);
        assertThat(patch(resource, HttpOffers.fragment("clnt"), "If-Match", "\"other\"")
                        .status())
                .isEqualTo(412);
        assertThat(patch(resource, "nonsense", "If-Match", "*").status()).isEqualTo(400);
        assertThat(patch(resource, HttpOffers.fragment("clnt"), "If-Match", begun.header("ETag"))
                        .status())
                .isEqualTo(204);
        Answer restarted = patch(resource, HttpOffers.fragment("next"), "If-Match", "*");
        assertThat(restarted.status()).isEqualTo(200);
        assertThat(restarted.header("Content-Type")).isEqualTo(FRAGMENT);
        assertThat(restarted.header("ETag")).isNotEmpty().isNotEqualTo(begun.header("ETag"));
        end(begun);
    }

    @Test
    void pagesOfOtherOriginsMayAskFirst() {
        Answer answer = anybody.send(
                "OPTIONS",
                "/whip/test",
                null,
                "Origin",
                "https://studio.example",
                "Access-Control-Request-Method",
                "POST");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers")).contains("Authorization", "Content-Type", "If-Match");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Location", "ETag", "Link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/whip/test", "/whep/test"})
    void whoNeedsARelayLearnsOfItBeforeTheOffer(String room) {
        Answer answer = anybody.send("OPTIONS", room, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Accept-Post")).isEqualTo("application/sdp");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.raw().headers().allValues("Link")).hasSize(3);
    }

    @Test
    void relaysAreLentInAPerformersRoomToThoseWhoAreSignedIn() {
        Browser performer = server.newPerformer();
        String room = "/whip/" + performer.id();

        Answer stranger = anybody.send("OPTIONS", room, null);
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.raw().headers().allValues("Link")).isEmpty();
        assertThat(performer.send("OPTIONS", room, null).raw().headers().allValues("Link"))
                .hasSize(3)
                .element(1)
                .asString()
                .contains(":" + performer.id() + "\"");
    }

    @Test
    void aPerformersRoomIsTheirOwn() {
        Browser performer = server.newPerformer();
        Browser viewer = server.newPerson("VIEWER");
        String room = performer.id().toString();

        Answer nobody = offer(anybody, "/whip/" + room, PUBLISH);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(offer(anybody, "/whip/" + room, PUBLISH, "Authorization", "Bearer forged")
                        .status())
                .isEqualTo(401);
        assertThat(offer(viewer, "/whip/" + room, PUBLISH).code()).isEqualTo("NOT_YOUR_ROOM");
        assertThat(offer(viewer, "/whep/" + room, WATCH).code()).isEqualTo("NOT_PUBLIC");
        assertThat(offer(viewer, "/whep/" + UUID.randomUUID(), WATCH).code()).isEqualTo("NOT_PUBLIC");

        Answer begun = offer(performer, "/whip/" + room, PUBLISH);
        assertThat(begun.status()).isEqualTo(201);
        // The address is the permission from now on: an encoder's token is over before its show is.
        assertThat(end(begun)).isEqualTo(200);
    }

    @Test
    void anOldTokenKeepsNobodyOutOfTheTestRoom() {
        Answer begun = offer(anybody, "/whip/test", PUBLISH, "Authorization", "Bearer of-last-week");

        assertThat(begun.status()).isEqualTo(201);
        end(begun);
    }
}
