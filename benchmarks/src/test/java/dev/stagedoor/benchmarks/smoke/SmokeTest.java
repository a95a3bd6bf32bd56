package dev.stagedoor.benchmarks.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatToDoWhenNobodyAnswers() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(run("--url", "http://127.0.0.1:" + port, "--json")).isEqualTo(3);
        assertThat(err.toString()).contains("no server answers at http://127.0.0.1:" + port, "./stagedoor up");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhyAServerIsNotReady() throws IOException {
        var server = server(503);
        try {
            assertThat(run("--url", address(server))).isEqualTo(1);
            assertThat(err.toString()).contains("GET /health/ready was refused with status 503");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysHowToNameAnAdmin(@TempDir Path empty) throws IOException {
        var server = server(200);
        try {
            assertThat(run("--url", address(server), "--data", empty.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).contains("--data DIR", "--admin-email", AdminSignIn.EMAIL_VARIABLE);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesAnUnknownOptionAndACallOfNoLength() {
        assertThat(run("--nonsense")).isEqualTo(2);
        assertThat(run("--seconds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds 0: wanted 1 to 3600");
    }

    private int run(String... arguments) {
        return Smoke.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static HttpServer server(int status) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
