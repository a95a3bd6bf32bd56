package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Three whole servers, of which each pulls from the one before it, and clients of libwebrtc at both ends. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the native library is for Linux on x86-64")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class NodesTest {
    private static final int COUNT = 25;
    private static final int LIMIT_SECONDS = 60;

    private int nextPort = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Node first;
    private Node second;
    private Node third;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("token"), "shared among servers");
        first = new Node("first", "");
        second = new Node("second", first.address.toString());
        third = new Node("third", second.address.toString());
        CompletableFuture.allOf(List.of(first, second, third).stream()
                        .map(node -> CompletableFuture.runAsync(node::start))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @AfterEach
    void stop() {
        third.stop();
        second.stop();
        first.stop();
        http.close();
    }

    @Test
    void aRoomIsWatchedTwoLinksAwayWhileSomebodyWatchesAndAgainWhenItsServerComesBack()
            throws IOException, InterruptedException {
        try (LibWebrtcPeer _ = LibWebrtcPeer.publish(first.address("/whip/test"), null)) {
            assertThat(first.sessions()).as("nobody watches").isEqualTo(1);
            assertThat(second.links()).isZero();
            try (LibWebrtcPeer one = watch(third);
                    LibWebrtcPeer other = watch(third);
                    LibWebrtcPeer near = watch(second)) {
                for (LibWebrtcPeer viewer : List.of(one, other, near)) {
                    plays(viewer);
                }
                assertThat(first.sessions()).as("the publisher and one server").isEqualTo(2);
                assertThat(second.sessions()).as("a viewer and one server").isEqualTo(2);
                assertThat(third.sessions()).isEqualTo(2);
                assertThat(first.links() + second.links() + third.links()).isEqualTo(2);
                assertThat(asFourth(third, "shared among servers")).contains("TOO_MANY_LINKS");
                assertThat(asFourth(first, "shared among strangers")).contains("UNAUTHENTICATED");

                assertThat(near.end()).isEqualTo(200);
                assertThat(other.end()).isEqualTo(200);
                one.expect(COUNT);
                plays(one);

                first.stop();
                first.start();
                try (LibWebrtcPeer again = LibWebrtcPeer.publish(first.address("/whip/test"), null)) {
                    one.expect(COUNT);
                    plays(one);
                    assertThat(one.end()).isEqualTo(200);
                    first.settlesAtSessions(1);
                    assertThat(second.sessions() + second.links() + third.links())
                            .as("nobody watches any more")
                            .isZero();
                    assertThat(again.end()).isEqualTo(200);
                }
            }
        }
    }

    private static LibWebrtcPeer watch(Node node) throws IOException, InterruptedException {
        return LibWebrtcPeer.watch(node.address("/whep/test"), null, COUNT);
    }

    private static void plays(LibWebrtcPeer viewer) throws InterruptedException {
        assertThat(viewer.hasPlayed(LIMIT_SECONDS))
                .as("%s pictures and sounds decoded", COUNT)
                .isTrue();
    }

    /** What a server is told that asks this one. */
    private String asFourth(Node node, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.address("/whep/test"))
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer " + token)
                .header("Stagedoor-Hops", "1")
                .POST(HttpRequest.BodyPublishers.ofString("v=0\r\n"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** Below those that systems give to whoever asks for any, so that nobody has it when the server comes back. */
    private int freePort() {
        while (true) {
            nextPort++;
            try (ServerSocket free = new ServerSocket(nextPort, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The next one, then.
            }
        }
    }

    /** One server, at an address that it keeps when it comes back. */
    private final class Node {
        private final String name;
        private final String origins;
        private final URI address;
        private final Path data;
        private @Nullable Stagedoor server;

        Node(String name, String origins) throws IOException {
            this.name = name;
            this.origins = origins;
            address = URI.create("http://127.0.0.1:" + freePort());
            data = TestData.in(folder, name);
        }

        void start() {
            String settings = """
                    http.port=%d
                    media.port=0
                    nodes.token.file=%s
                    nodes.origins=%s
                    nodes.linger-ms=200
                    """.formatted(address.getPort(), folder.resolve("token"), origins);
            try {
                Path file = Files.writeString(folder.resolve(name + ".properties"), settings);
                server = Stagedoor.start(Settings.load(file, true, Map.of(), Map.of()), data, folder);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void stop() {
            Stagedoor running = server;
            if (running != null) {
                running.close();
                server = null;
            }
        }

        URI address(String path) {
            return address.resolve(path);
        }

        int sessions() throws IOException, InterruptedException {
            return metric("stagedoor_signaling_live_sessions");
        }

        int links() throws IOException, InterruptedException {
            return metric("stagedoor_signaling_live_links");
        }

        /** Servers tell each other goodbye after they have told their viewers. */
        void settlesAtSessions(int count) throws IOException, InterruptedException {
            while (sessions() != count) {
                Thread.onSpinWait();
            }
        }

        private int metric(String metric) throws IOException, InterruptedException {
            HttpResponse<String> numbers =
                    http.send(HttpRequest.newBuilder(address("/metrics")).build(), BodyHandlers.ofString());
            return numbers.body()
                    .lines()
                    .filter(line -> line.startsWith(metric + " "))
                    .map(line -> (int) Double.parseDouble(line.substring(metric.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
