package dev.stagedoor.benchmarks.torture.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One byte a request, the same byte the answer. */
@Timeout(30)
class TcpProxyTest {
    private ServerSocket database = open();
    private final BlockingQueue<Integer> requests = new LinkedBlockingQueue<>();
    private TcpProxy proxy = lead(database);

    @BeforeEach
    void serve() {
        Thread.startVirtualThread(() -> {
            while (!database.isClosed()) {
                try {
                    var client = database.accept();
                    Thread.startVirtualThread(() -> echo(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        database.close();
    }

    @Test
    void shouldLetEverythingThrough() throws IOException {
        try (var client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            assertThat(ask(client, 8)).isEqualTo(8);
        }
    }

    @Test
    void shouldEndConnectionsAndLetNobodyInWhileCut() throws IOException {
        try (var client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            proxy.cut();
            assertThat(read(client)).isNegative();
            try (var next = connect()) {
                assertThat(read(next)).isNegative();
            }
            proxy.mend();
            try (var next = connect()) {
                assertThat(ask(next, 9)).isEqualTo(9);
            }
        }
    }

    @Test
    void shouldKeepWhatComesWhileHeld() throws Exception {
        try (var client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            assertThat(requests.take()).isEqualTo(7);
            proxy.hold();
            client.getOutputStream().write(8);
            assertThat(requests).isEmpty();
            proxy.mend();
            assertThat(requests.take()).isEqualTo(8);
            assertThat(read(client)).isEqualTo(8);
        }
    }

    @Test
    void shouldLetRequestsThroughAndLoseTheirAnswers() throws Exception {
        try (var client = connect()) {
            assertThat(ask(client, 7)).isEqualTo(7);
            assertThat(requests.take()).isEqualTo(7);
            proxy.loseAnswers();
            client.getOutputStream().write(8);
            assertThat(requests.take()).isEqualTo(8);
            proxy.mend();
            assertThat(read(client)).isNegative();
        }
    }

    private void echo(Socket client) {
        try (client) {
            for (var request = client.getInputStream().read();
                    request >= 0;
                    request = client.getInputStream().read()) {
                requests.add(request);
                client.getOutputStream().write(request);
            }
        } catch (IOException e) {
            // The proxy has ended it.
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static int ask(Socket client, int request) throws IOException {
        client.getOutputStream().write(request);
        return read(client);
    }

    /** The next byte, or −1 at the end, whichever way it came. */
    private static int read(Socket client) throws IOException {
        try {
            return client.getInputStream().read();
        } catch (SocketException e) {
            return -1;
        }
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
    }

    private static TcpProxy lead(ServerSocket database) {
        try {
            return TcpProxy.to(database.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException("no port", e);
        }
    }
}
