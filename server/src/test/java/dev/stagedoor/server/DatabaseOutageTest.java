package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.Postmaster;
import dev.stagedoor.server.database.TestData;
import dev.stagedoor.signaling.DemoAccounts.SignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The database of a whole server dies in the middle of a call. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the native library is for Linux on x86-64")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DatabaseOutageTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final SignIn ASHA = new SignIn("asha@example.org", "correct-horse-battery");
    private static final SignIn MAYA = new SignIn("maya@example.org", "correct-horse-battery");
    private static final int PICTURES = 25;
    private static final int LIMIT_SECONDS = 30;
    /** Forty minutes of a second each, at eight coins: in every second of the outage billing wants to capture, and cannot. */
    private static final long FUNDED_MINOR = 320_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void mediaGoesOnForWhatIsFundedAndTheCallIsSettledAfterwards() throws Exception {
        Path own = TestData.in(folder, "own");
        try (DataDirectory directory = DataDirectory.open(own);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            // As somebody runs it for themselves: the server does not start it again.
            ForeignDatabase database = ForeignDatabase.at(postgres.address(), TestData.in(folder, "data"));
            try (Stagedoor server = database.start(Map.of("billing.rate-unit-ms", "1000"))) {
                URI address = ForeignDatabase.address(server);
                Caller asha = Caller.register(address, "VIEWER", ASHA);
                database.giveCoins(UUID.fromString(asha.id()));
                Caller maya = performer(address);
                try (CallerSocket viewer = new CallerSocket(address, asha);
                        CallerSocket performer = new CallerSocket(address, maya)) {
                    String call = CallSteps.accepted(asha, viewer, maya, performer);
                    try (LibWebrtcPeer one = CallSteps.talk(viewer, call, PICTURES);
                            LibWebrtcPeer other = CallSteps.talk(performer, call, PICTURES)) {
                        assertThatBothPlay(one, other);
                        await(() -> database.held() >= FUNDED_MINOR);

                        Postmaster.kill(own);
                        awaitReadiness(address, 503);
                        assertThat(status(address, "/health/live")).isEqualTo(200);
                        one.expect(PICTURES);
                        other.expect(PICTURES);
                        assertThatBothPlay(one, other);

                        assertThat(postgres.startAgainIfDead()).isTrue();
                        awaitReadiness(address, 200);
                        one.expect(PICTURES);
                        other.expect(PICTURES);
                        assertThatBothPlay(one, other);
                    }
                    assertThat(viewer.ask("'type':'call.end','callId':'" + call + "'")
                                    .path("ok")
                                    .asBoolean())
                            .isTrue();
                    JsonNode ended = viewer.event("call.ended");
                    assertThat(ended.path("reason").asText()).isEqualTo("HANG_UP");
                    assertThat(ended.at("/receipt/deliveredMs").asLong()).isPositive();
                    assertThat(ended.at("/receipt/charged/amountMinor").asLong())
                            .isPositive();
                }
            }
            assertThat(database.run("ledger", "check")).isZero();
        }
    }

    @Test
    void anEmbeddedOneIsStartedAgain() throws Exception {
        Path data = TestData.in(folder, "data");
        Settings settings =
                Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
        try (Stagedoor server = Stagedoor.start(settings, data, folder)) {
            URI address = ForeignDatabase.address(server);
            long former = Postmaster.pid(data);
            Postmaster.kill(data);
            await(() -> Postmaster.pid(data) != former && Postmaster.pid(data) != 0);
            awaitReadiness(address, 200);
            Caller asha = new Caller(
                    address, Objects.requireNonNull(server.demoPeople()).viewer());
            assertThat(asha.get("/api/v1/wallet").status()).isEqualTo(200);
        }
    }

    private static Caller performer(URI address) {
        Caller maya = Caller.register(address, "PERFORMER", MAYA);
        maya.put("/api/v1/me/performer", """
                {"bio": "Hello", "increment": "MINUTE",
                 "audioRate": {"amountMinor": 5000, "currency": "COIN"},
                 "videoRate": {"amountMinor": 8000, "currency": "COIN"}}
                """);
        return maya;
    }

    private static void assertThatBothPlay(LibWebrtcPeer one, LibWebrtcPeer other) throws InterruptedException {
        assertThat(one.hasPlayed(LIMIT_SECONDS))
                .as("what the viewer sees and hears")
                .isTrue();
        assertThat(other.hasPlayed(LIMIT_SECONDS))
                .as("what the performer sees and hears")
                .isTrue();
    }

    private static void awaitReadiness(URI address, int wanted) throws Exception {
        await(() -> status(address, "/health/ready") == wanted);
    }

    /** Asks until it is so; the test's own limit ends it, by interrupting. */
    private static void await(Callable<Boolean> fact) throws Exception {
        while (!fact.call()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it did not come to be so");
            }
            Thread.onSpinWait();
        }
    }

    private static int status(URI address, String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
