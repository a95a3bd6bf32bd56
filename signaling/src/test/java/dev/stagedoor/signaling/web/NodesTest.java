package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.signaling.whip.HttpOffers;
import dev.stagedoor.signaling.whip.NodeLinks.Pulled;
import dev.stagedoor.signaling.whip.NodeSettings;
import dev.stagedoor.signaling.whip.OpenMedia;
import dev.stagedoor.signaling.whip.WhipSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers that ask each other over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesTest {
    private static final String WATCH = HttpOffers.audioAndVideo("recvonly");
    private static final String TOKEN = "shared-among-servers";

    private final OpenMedia farMedia = new OpenMedia();
    private TestServer near;
    private TestServer far;

    @BeforeAll
    void start() {
        WhipSettings settings = new WhipSettings(true, 10, 100, Duration.ofSeconds(10));
        near = new TestServer(
                new OpenMedia(), IceConfig.none(), settings, NodeSettings.of(List.of(), TOKEN, Duration.ZERO));
        String origin = near.uri("/").toString();
        far = new TestServer(
                farMedia, IceConfig.none(), settings, NodeSettings.of(List.of(origin), TOKEN, Duration.ZERO));
    }

    @AfterAll
    void stop() {
        far.close();
        near.close();
    }

    @Test
    void whatIsPublishedOnOneIsWatchedOnTheOther() throws Exception {
        assertThat(ask(near, "Bearer " + TOKEN, "1").code()).isEqualTo("NOT_PUBLISHED");
        String published = near.anybody()
                .send("POST", "/whip/test", HttpOffers.audioAndVideo("sendonly"), "Content-Type", "application/sdp")
                .header("Location");
        Browser.Answer given = ask(near, "Bearer " + TOKEN, "1");
        assertThat(given.status()).isEqualTo(201);
        assertThat(given.header(NodeClient.DEPTH)).isEqualTo("0");
        assertThat(ask(near, "Bearer " + TOKEN, "3").code()).isEqualTo("TOO_MANY_LINKS");
        far.anybody().send("POST", "/whep/test", WATCH, "Content-Type", "application/sdp");

        assertThat(farMedia.relayed.get(30, TimeUnit.SECONDS).sections()).hasSize(3);
        assertThat(near.anybody().send("DELETE", published, null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # shown,                       hops, status
            ,                              1,    401
            Bearer wrong,                  1,    401
            Bearer,                        1,    401
            shared-among-servers,          1,    401
            Bearer shared-among-server,    1,    401
            Bearer shared-among-serverss,  1,    401
            Bearer shared-among-servers,   0,    400
            Bearer shared-among-servers,   many, 400
            Bearer shared-among-servers,   10,   400
            """)
    void onlyServersThatShareTheTokenAreAnswered(String shown, String hops, int status) {
        assertThat(ask(near, shown, hops).status()).isEqualTo(status);
    }

    @Test
    void aServerWithoutATokenAnswersNone() {
        assertThat(NodeSettings.alone().isToken("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # status, location,                        depth
            201,      http://127.0.0.1:1/whep/test/x,  0
            201,      //localhost/whep/test/x,         0
            201,      https://127.0.0.1/whep/test/x,   0
            201,      ,                                0
            201,      /whep/test/x,
            201,      /whep/test/x,                    far
            307,      /whep/test/x,                    0
            503,      /whep/test/x,                    0
            """)
    void believesNoAnswerThatLeadsElsewhere(int status, String location, String depth) throws IOException {
        assertThat(answerOf(status, location, depth, "v=0\r\n")).isInstanceOf(Pulled.Refused.class);
    }

    @Test
    void takesNoMoreThanAnAnswerNeeds() throws IOException {
        assertThat(answerOf(201, "/whep/test/x", "1", "v=0\r\n")).isInstanceOf(Pulled.Answered.class);
        assertThat(answerOf(201, "/whep/test/x", "1", "x".repeat(100_000))).isInstanceOf(Pulled.Refused.class);
        assertThat(answerOf(409, "", "", "no\r\n[INFO] yes")).isEqualTo(new Pulled.Refused("409 no [INFO] yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short"})
    void aTokenThatCanBeGuessedIsNotTaken(String token) {
        assertThatThrownBy(() -> NodeSettings.of(List.of("http://localhost"), token, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nodes.token");
    }

    @Test
    void theTokenIsInNoLog() {
        assertThat(NodeSettings.of(List.of(), TOKEN, Duration.ZERO).toString()).doesNotContain(TOKEN);
    }

    /** What is made of such an answer. */
    private static Pulled answerOf(int status, String location, String depth, String body) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/whep/test", exchange -> {
            if (location != null) {
                exchange.getResponseHeaders().add("Location", location);
            }
            if (depth != null) {
                exchange.getResponseHeaders().add(NodeClient.DEPTH, depth);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        String node = "http://127.0.0.1:" + other.getAddress().getPort();
        try (NodeClient client = new NodeClient(NodeSettings.of(List.of(node), TOKEN, Duration.ZERO))) {
            return client.pull(node, "test", 1, "v=0\r\n");
        } finally {
            other.stop(0);
        }
    }

    private static Browser.Answer ask(TestServer server, String authorization, String hops) {
        List<String> headers = authorization == null
                ? List.of("Content-Type", "application/sdp", NodeClient.HOPS, hops)
                : List.of("Content-Type", "application/sdp", NodeClient.HOPS, hops, "Authorization", authorization);
        return server.anybody().send("POST", "/whep/test", WATCH, headers.toArray(String[]::new));
    }
}
