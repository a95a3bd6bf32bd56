package dev.stagedoor.signaling.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.protocol.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By hand, because no WebSocket client lets its caller say where it comes from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebSocketOriginTest {
    private static final int LIMIT_MS = 30_000;

    private TestServer server;

    @BeforeAll
    void start() {
        server = new TestServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String statusLineFor(String originHeader) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(LIMIT_MS);
            String request = "GET /ws HTTP/1.1\r\nHost: localhost:" + server.port()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " + Limits.SUBPROTOCOL
                    + "\r\n"
                    + originHeader.replace("PORT", Integer.toString(server.port())) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 000".length());
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://localhost:1",
                "http://localhost",
                "http://localhost.evil.example:PORT",
                "http://evil.example:PORT",
                "null",
                "http://",
                "http://[",
            })
    void letsNoPageOfAnotherSiteIn(String origin) throws IOException {
        assertThat(statusLineFor("Origin: " + origin + "\r\n")).isEqualTo("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:PORT", "https://localhost:PORT", "HTTP://LOCALHOST:PORT"})
    void letsOurOwnPagesIn(String origin) throws IOException {
        assertThat(statusLineFor("Origin: " + origin + "\r\n")).isEqualTo("HTTP/1.1 101");
    }

    @Test
    void letsInWhatIsNoPage() throws IOException {
        assertThat(statusLineFor("")).isEqualTo("HTTP/1.1 101");
    }
}
