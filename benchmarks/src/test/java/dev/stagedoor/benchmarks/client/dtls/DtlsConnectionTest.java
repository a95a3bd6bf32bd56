package dev.stagedoor.benchmarks.client.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.client.sdp.Fingerprint;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DtlsConnectionTest {
    private static final DtlsIdentity ACTIVE = DtlsIdentity.create(new SecureRandom());
    private static final DtlsIdentity PASSIVE = DtlsIdentity.create(new SecureRandom());

    @Test
    void bothRolesGetTheSameKeysUnderTheFirstProfile() {
        var pair = new Pair(PASSIVE.fingerprint(), DtlsSettings.DEFAULT, datagram -> true);

        var active = pair.active.keys.join();
        var passive = pair.passive.keys.join();

        assertThat(active.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(active.localKey()).hasSize(16).isEqualTo(passive.remoteKey());
        assertThat(active.remoteKey()).hasSize(16).isEqualTo(passive.localKey());
        assertThat(active.localSalt()).hasSize(12).isEqualTo(passive.remoteSalt());
        assertThat(active.remoteSalt()).hasSize(12).isEqualTo(passive.localSalt());
    }

    @Test
    void connectsWithHandshakeMessagesInFragments() {
        var largest = new AtomicInteger();
        var pair = new Pair(PASSIVE.fingerprint(), DtlsSettings.DEFAULT.withMtu(200), datagram -> {
            largest.accumulateAndGet(datagram.length, Math::max);
            return true;
        });

        assertThat(pair.active.keys.join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(largest.get()).isLessThanOrEqualTo(200);
    }

    @Test
    void refusesACertificateThatTheSignallingDidNotName() {
        var pair = new Pair(Fingerprint.sha256(new byte[32]), DtlsSettings.DEFAULT, datagram -> true);

        Assertions.assertThatThrownBy(pair.active.keys::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("fingerprint");
    }

    @Test
    void connectsThoughTheFirstFlightIsLost() {
        var sent = new AtomicInteger();
        var pair = new Pair(PASSIVE.fingerprint(), DtlsSettings.DEFAULT, datagram -> sent.incrementAndGet() > 1);

        assertThat(pair.active.keys.join().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void tellsTheOtherSideWhenItCloses() {
        var pair = new Pair(PASSIVE.fingerprint(), DtlsSettings.DEFAULT, datagram -> true);
        pair.active.keys.join();
        pair.passive.keys.join();

        pair.activeEnd.close();

        pair.passive.closed.join();
    }

    private interface Network {
        boolean delivers(byte[] datagram);
    }

    private static final class Pair {
        private final Side active = new Side();
        private final Side passive = new Side();
        private final DtlsConnection activeEnd;
        private final DtlsConnection passiveEnd;

        Pair(Fingerprint expectedByActive, DtlsSettings settings, Network network) {
            activeEnd = new DtlsConnection(ACTIVE, expectedByActive, true, to(passive, network), settings, active);
            passiveEnd =
                    new DtlsConnection(PASSIVE, ACTIVE.fingerprint(), false, to(active, network), settings, passive);
            active.connection = activeEnd;
            passive.connection = passiveEnd;
            passiveEnd.start();
            activeEnd.start();
        }

        private static Consumer<byte[]> to(Side side, Network network) {
            return datagram -> {
                if (network.delivers(datagram) && side.connection != null) {
                    side.connection.onDatagram(datagram);
                }
            };
        }
    }

    private static final class Side implements DtlsConnection.Listener {
        private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
        private final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        private volatile @Nullable DtlsConnection connection;

        @Override
        public void onKeys(SrtpKeys made) {
            keys.complete(made);
        }

        @Override
        public void onFailed(String reason) {
            keys.completeExceptionally(new IllegalStateException(reason));
        }

        @Override
        public void onClosed() {
            closed.complete(true);
        }
    }
}
