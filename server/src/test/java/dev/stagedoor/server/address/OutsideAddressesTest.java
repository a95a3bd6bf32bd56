package dev.stagedoor.server.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.media.AdvertisedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata services are doubles that want what the clouds' documents say; STUN is asked of a real relay in {@code CoturnTest}. */
class OutsideAddressesTest {
    private static final String AWS = "/latest/meta-data/public-ipv4";
    private static final String GOOGLE =
            "/computeMetadata/v1/instance/network-interfaces/0/access-configs/0/external-ip";
    private static final String AZURE = "/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress";

    /** Nobody listens there. */
    private static final String SILENT = "stun:127.0.0.1:9";

    private @Nullable HttpServer metadata;
    private @Nullable OutsideAddresses outside;

    @BeforeEach
    void start() throws IOException {
        metadata = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metadata.start();
        int port = metadata.getAddress().getPort();
        outside = new OutsideAddresses(URI.create("http://127.0.0.1:" + port));
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(metadata).stop(0);
    }

    private OutsideAddresses.Found find(String... entries) {
        return Objects.requireNonNull(outside).find(List.of(entries));
    }

    /** Answers where the header is as it should be, and refuses everybody else, as the clouds do. */
    private void serves(String path, @Nullable String header, @Nullable String value, String method, String body) {
        Objects.requireNonNull(metadata).createContext(path, exchange -> {
            boolean right = exchange.getRequestMethod().equals(method)
                    && (header == null
                            || Objects.equals(exchange.getRequestHeaders().getFirst(header), value));
            answer(exchange, right ? 200 : 401, body);
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void takesWhatIsSetInItsOrderAndOnce() {
        OutsideAddresses.Found found = find("203.0.113.7", "10.0.0.5:4000", " 203.0.113.7");

        assertThat(found.addresses())
                .containsExactly(
                        new AdvertisedAddress("203.0.113.7", AdvertisedAddress.SAME_PORT),
                        new AdvertisedAddress("10.0.0.5", 4_000));
        assertThat(found.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"aws", "google", "azure"})
    void asksTheCloudThatItRunsIn(String cloud) {
        switch (cloud) {
            case "aws" -> {
                serves("/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60", "PUT", "a-token");
                serves(AWS, "X-aws-ec2-metadata-token", "a-token", "GET", "203.0.113.9");
            }
            case "google" -> serves(GOOGLE, "Metadata-Flavor", "Google", "GET", "203.0.113.9\n");
            default -> serves(AZURE, "Metadata", "true", "GET", "203.0.113.9");
        }

        assertThat(find("cloud").addresses())
                .containsExactly(new AdvertisedAddress("203.0.113.9", AdvertisedAddress.SAME_PORT));
    }

    /** Azure answers so for a machine without a public address of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"", "no address", "example.org"})
    void takesNothingForAnAddressThatIsNone(String body) {
        serves(AZURE, "Metadata", "true", "GET", body);

        assertThat(find("cloud").addresses()).isEmpty();
        assertThat(find("cloud").problems()).singleElement().asString().contains("tells a public address");
    }

    @Test
    void goesOnWithoutWhatDoesNotAnswer() {
        OutsideAddresses.Found found = find(SILENT, "203.0.113.7");

        assertThat(found.addresses()).hasSize(1);
        assertThat(found.problems()).singleElement().asString().startsWith(SILENT + " does not answer");
    }

    @ParameterizedTest
    @CsvSource({
        "stun:, stun:HOST",
        "stun:host:0, port must be",
        "stun:host:65536, port must be",
        "stun:user@host, stun:HOST",
        "stuns:host, IP address",
        "example.org, IP address",
    })
    void saysWhatItExpected(String entry, String expected) {
        assertThatThrownBy(() -> find(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "stun:Stun.Example.org, stun.example.org, 3478",
        "stun:192.0.2.1:19302, 192.0.2.1, 19302",
        "'stun:[2001:db8::1]:3479', 2001:db8::1, 3479",
    })
    void readsWhereAStunServerIs(String entry, String host, int port) {
        assertThat(AddressSource.parse(entry)).isEqualTo(new AddressSource.Stun(host, port));
    }
}
