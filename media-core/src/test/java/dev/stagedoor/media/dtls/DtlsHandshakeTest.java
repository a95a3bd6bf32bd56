package dev.stagedoor.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsHandshakeTest {
    private static final DtlsLimits LIMITS = DtlsLimits.DEFAULT;

    @Test
    void shouldAgreeOnKeysAndTheCheapestProfile() {
        try (DtlsPair pair = new DtlsPair(1, 0, LIMITS)) {
            pair.start();
            assertSameKeys(pair);
            assertThat(DtlsPair.await(pair.server.connected).profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6_347, 5_764, 8_122})
    void shouldSucceedOverAPipeThatLosesRepeatsAndReorders(long seed) {
        try (DtlsPair pair = new DtlsPair(seed, 10, LIMITS)) {
            pair.start();
            assertSameKeys(pair);
        }
    }

    @Test
    void shouldPutAFragmentedClientHelloTogether() {
        DtlsLimits tiny = new DtlsLimits(4, 4, 10_000, 200, 800, 120);
        try (DtlsPair pair = new DtlsPair(2, 0, tiny)) {
            pair.start();
            assertSameKeys(pair);
            assertThat(pair.client.datagramsSent)
                    .as("the hello alone takes several")
                    .isGreaterThan(6);
        }
    }

    @Test
    void shouldRefuseACertificateTheSdpDoesNotName() {
        Fingerprint other = DtlsPair.SERVER_IDENTITY.fingerprint();
        try (DtlsPair pair = new DtlsPair(3, 0, LIMITS, other, DtlsPair.SERVER_IDENTITY.fingerprint())) {
            pair.start();
            assertThat(DtlsPair.await(pair.server.failed)).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
            assertThat(DtlsPair.await(pair.client.failed)).isEqualTo(DtlsFailure.REFUSED);
            assertThat(pair.server.connected).isNotDone();
        }
    }

    @Test
    void shouldCheckTheServersCertificateAsClient() {
        Fingerprint other = DtlsPair.CLIENT_IDENTITY.fingerprint();
        try (DtlsPair pair = new DtlsPair(4, 0, LIMITS, DtlsPair.CLIENT_IDENTITY.fingerprint(), other)) {
            pair.start();
            assertThat(DtlsPair.await(pair.client.failed)).isEqualTo(DtlsFailure.FINGERPRINT_MISMATCH);
        }
    }

    @Test
    void shouldGiveUpWhenThePeerFallsSilent() {
        try (DtlsPair pair = new DtlsPair(5, 100, new DtlsLimits(4, 4, 300, 200, 800, 1_200))) {
            pair.start();
            assertThat(DtlsPair.await(pair.client.failed)).isEqualTo(DtlsFailure.TIMED_OUT);
        }
    }

    @Test
    void shouldHearTheGoodbyeWithoutAThreadWaitingForIt() {
        try (DtlsPair pair = new DtlsPair(6, 0, LIMITS)) {
            pair.start();
            assertSameKeys(pair);
            assertThat(pair.serverEndpoint.handshakesUnderWay()).isZero();

            pair.onLoop(pair.client.session::close);

            assertThat(DtlsPair.await(pair.server.closedByPeer)).isTrue();
        }
    }

    @Test
    void shouldSurviveRandomRecordsBeforeAndAfterTheHandshake() {
        long seed = 7;
        Random random = new Random(seed);
        try (DtlsPair pair = new DtlsPair(seed, 0, LIMITS)) {
            pair.onLoop(() -> noise(pair.server.session, random));
            assertThat(pair.serverEndpoint.handshakesUnderWay()).isZero();
            pair.start();
            assertSameKeys(pair);
            pair.onLoop(() -> noise(pair.server.session, random));
            assertThat(pair.server.closedByPeer).isNotDone();

            pair.onLoop(pair.client.session::close);
            assertThat(DtlsPair.await(pair.server.closedByPeer)).isTrue();
        }
    }

    @Test
    void shouldBoundHandshakesPerAddressAndFreeThePlaceAfterwards() {
        DtlsLimits one = new DtlsLimits(8, 1, 300, 200, 800, 1_200);
        try (DtlsPair pair = new DtlsPair(8, 100, one)) {
            DtlsSession second = pair.serverEndpoint.newSession(
                    DtlsRole.CLIENT, DtlsPair.CLIENT_IDENTITY.fingerprint(), new TestLoop(pair.loop), pair.client);
            DtlsSession third = pair.serverEndpoint.newSession(
                    DtlsRole.CLIENT, DtlsPair.CLIENT_IDENTITY.fingerprint(), new TestLoop(pair.loop), pair.client);
            pair.onLoop(() -> {
                assertThat(second.start(DtlsPair.address())).isNull();
                assertThat(third.start(DtlsPair.address())).isEqualTo(DtlsDrop.TOO_MANY_HANDSHAKES);
            });
            assertThat(DtlsPair.await(pair.client.failed)).isEqualTo(DtlsFailure.TIMED_OUT);
        }
    }

    @Test
    void shouldEndAHandshakeThatIsClosedHalfWay() {
        try (DtlsPair pair = new DtlsPair(9, 100, LIMITS)) {
            pair.start();
            pair.onLoop(pair.client.session::close);
            assertThat(pair.client.failed).isNotDone();
        }
    }

    /** Such as too little memory: nobody may wait for a handshake that no thread goes on with. */
    @Test
    void shouldFailWhenItsThreadDiesOfAnError() {
        try (DtlsPair pair = new DtlsPair(10, 0, LIMITS)) {
            TestLoop loop = new TestLoop(pair.loop);
            AtomicBoolean broken = new AtomicBoolean();
            DtlsLoop breaking = new DtlsLoop() {
                @Override
                public void execute(Runnable task) {
                    if (!broken.getAndSet(true)) {
                        Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
                        throw new LinkageError("on purpose");
                    }
                    loop.execute(task);
                }

                @Override
                public void schedule(Runnable task, int delayMs) {
                    loop.schedule(task, delayMs);
                }
            };
            DtlsSession session = pair.serverEndpoint.newSession(
                    DtlsRole.CLIENT, DtlsPair.SERVER_IDENTITY.fingerprint(), breaking, pair.client);
            pair.onLoop(() -> session.start(DtlsPair.address()));

            assertThat(DtlsPair.await(pair.client.failed)).isEqualTo(DtlsFailure.REFUSED);
            assertThat(pair.serverEndpoint.handshakesUnderWay()).isZero();
        }
    }

    /** The server stops while people are still shaking hands: their threads end at once, and without a word in the log. */
    @ParameterizedTest
    @EnumSource
    void shouldEndQuietlyWhenTheLoopIsGone(DtlsRole role) throws Exception {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        CompletableFuture<Thread> handshake = new CompletableFuture<>();
        DtlsEndpoint endpoint = new DtlsEndpoint(DtlsPair.SERVER_IDENTITY, LIMITS, new SecureRandom());
        DtlsLoop gone = new DtlsLoop() {
            @Override
            public void execute(Runnable task) {
                Thread.currentThread().setUncaughtExceptionHandler((_, thrown) -> uncaught.add(thrown));
                handshake.complete(Thread.currentThread());
                throw new RejectedExecutionException("stopped");
            }

            @Override
            public void schedule(Runnable task, int delayMs) {
                // A loop that is gone runs nothing.
            }
        };
        DtlsSession session = endpoint.newSession(role, DtlsPair.CLIENT_IDENTITY.fingerprint(), gone, NOBODY);
        if (role == DtlsRole.CLIENT) {
            assertThat(session.start(DtlsPair.address())).isNull();
        } else {
            assertThat(session.onDatagram(firstHello(), DtlsPair.address())).isNull();
        }
        DtlsPair.await(handshake).join();

        assertThat(uncaught).isEmpty();
        assertThat(endpoint.handshakesUnderWay()).isZero();
    }

    private static final DtlsListener NOBODY = new DtlsListener() {
        @Override
        public void onDtlsConnected(SrtpKeyingMaterial keys) {
            throw new AssertionError("connected");
        }

        @Override
        public void onDtlsFailed(DtlsFailure failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onDtlsClosedByPeer() {
            throw new AssertionError("closed");
        }

        @Override
        public void onDtlsOutput(byte[] datagram) {
            throw new AssertionError("output");
        }
    };

    /** What a client sends first. */
    private static byte[] firstHello() {
        CompletableFuture<byte[]> hello = new CompletableFuture<>();
        DtlsEndpoint endpoint = new DtlsEndpoint(DtlsPair.CLIENT_IDENTITY, LIMITS, new SecureRandom());
        DtlsListener listener = new DtlsListener() {
            @Override
            public void onDtlsConnected(SrtpKeyingMaterial keys) {
                throw new AssertionError("connected");
            }

            @Override
            public void onDtlsFailed(DtlsFailure failure) {
                // It is closed below.
            }

            @Override
            public void onDtlsClosedByPeer() {
                throw new AssertionError("closed");
            }

            @Override
            public void onDtlsOutput(byte[] datagram) {
                hello.complete(datagram);
            }
        };
        try (ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor()) {
            DtlsSession client = endpoint.newSession(
                    DtlsRole.CLIENT, DtlsPair.SERVER_IDENTITY.fingerprint(), new TestLoop(loop), listener);
            loop.execute(() -> client.start(DtlsPair.address()));
            byte[] first = DtlsPair.await(hello);
            DtlsPair.await(CompletableFuture.runAsync(client::close, loop));
            loop.shutdownNow();
            return first;
        }
    }

    private static void noise(DtlsSession session, Random random) {
        for (int round = 0; round < 3_000; round++) {
            byte[] datagram = new byte[1 + random.nextInt(80)];
            random.nextBytes(datagram);
            datagram[0] = (byte) (20 + random.nextInt(6));
            if (datagram.length > 13 && random.nextBoolean()) {
                byte[] header = {datagram[0], (byte) 0xFE, (byte) 0xFD, 0, (byte) random.nextInt(2)};
                System.arraycopy(header, 0, datagram, 0, header.length);
                datagram[11] = 0;
                datagram[12] = (byte) (datagram.length - 13);
                datagram[13] = (byte) (2 + random.nextInt(20));
            }
            session.onDatagram(datagram, DtlsPair.address());
        }
    }

    private static void assertSameKeys(DtlsPair pair) {
        SrtpKeyingMaterial ofServer = DtlsPair.await(pair.server.connected);
        SrtpKeyingMaterial ofClient = DtlsPair.await(pair.client.connected);
        assertThat(ofServer.localKey()).isEqualTo(ofClient.remoteKey());
        assertThat(ofServer.localSalt()).isEqualTo(ofClient.remoteSalt());
        assertThat(ofServer.remoteKey()).isEqualTo(ofClient.localKey());
        assertThat(ofServer.remoteSalt()).isEqualTo(ofClient.localSalt());
        assertThat(ofServer.localKey()).isNotEqualTo(ofServer.remoteKey());
    }
}
