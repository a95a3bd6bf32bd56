package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.protocol.Limits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketRouteTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** What a client hears: texts, and at the end the close code. */
    private static final class Ears implements WebSocket.Listener {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }

        String next() throws InterruptedException {
            return String.valueOf(texts.poll(30, TimeUnit.SECONDS));
        }
    }

    private WebSocket connect(Ears ears) {
        URI uri = URI.create(server.uri("/ws").toString().replace("http:", "ws:"));
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols(Limits.SUBPROTOCOL)
                .buildAsync(uri, ears)
                .join();
    }

    @Test
    void greetsWhoeverBringsAToken() throws Exception {
        Browser viewer = server.newPerson("VIEWER");
        Ears ears = new Ears();
        WebSocket socket = connect(ears);

        var _ = socket.sendText(
                "{\"id\": \"c1\", \"type\": \"hello\", \"token\": \"%s\"}".formatted(viewer.token()), true);

        assertThat(socket.getSubprotocol()).isEqualTo(Limits.SUBPROTOCOL);
        assertThat(ears.next())
                .contains("\"replyTo\":\"c1\"", "\"ok\":true", viewer.id().toString());
        socket.abort();
    }

    @Test
    void answersWhatItDoesNotUnderstandAndStays() throws Exception {
        Ears ears = new Ears();
        WebSocket socket = connect(ears);

        var _ = socket.sendText("{\"id\": ", true);
        assertThat(ears.next()).contains("\"replyTo\":null", "INVALID_REQUEST");

        var _ = socket.sendText("{\"id\": \"c2\", \"type\": \"hello\", \"token\": \"forged\"}", true);
        assertThat(ears.next()).contains("\"replyTo\":\"c2\"", "UNAUTHENTICATED");
        socket.abort();
    }

    @ParameterizedTest
    @ValueSource(ints = {Limits.MESSAGE_BYTES + 1, 2_000_000})
    void closesOnAMessageThatIsTooBigInOneFrame(int length) {
        Ears ears = new Ears();

        var _ = connect(ears).sendText("x".repeat(length), true);

        assertThat(ears.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1009);
    }

    @Test
    void closesOnAMessageThatIsTooBigInManyFrames() throws Exception {
        Ears ears = new Ears();
        WebSocket socket = connect(ears);

        for (int i = 0; i < 5; i++) {
            socket.sendText("x".repeat(60_000), i == 4).get();
        }

        assertThat(ears.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1009);
    }

    @Test
    void closesOnBinary() {
        Ears ears = new Ears();

        var _ = connect(ears).sendBinary(ByteBuffer.allocate(3), true);

        assertThat(ears.closed.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(1008);
    }

    @Test
    void wantsToBeUpgradedUnderItsOwnName() {
        assertThat(server.anybody().get("/ws").status()).isEqualTo(426);
    }
}
