package dev.stagedoor.benchmarks.torture.people;

import dev.stagedoor.benchmarks.api.ApiFailure;
import dev.stagedoor.benchmarks.api.Money;
import dev.stagedoor.benchmarks.api.ServerUnreachable;
import dev.stagedoor.benchmarks.client.ClientLoop;
import dev.stagedoor.benchmarks.client.ClientSettings;
import dev.stagedoor.benchmarks.client.WebRtcClient;
import dev.stagedoor.benchmarks.client.dtls.DtlsIdentity;
import dev.stagedoor.benchmarks.client.media.MediaSettings;
import dev.stagedoor.benchmarks.client.media.VideoSettings;
import dev.stagedoor.benchmarks.conversation.Party;
import dev.stagedoor.benchmarks.torture.record.Operation;
import dev.stagedoor.benchmarks.torture.record.Operation.Kind;
import dev.stagedoor.benchmarks.torture.record.Operation.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A viewer and a performer who hold one paid video call after the other, with media both ways. */
final class CallPair implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LEAST_CALL_MS = 1_000;
    private static final int MOST_CALL_MS = 8_000;
    private static final int LEAST_PAUSE_MS = 200;
    private static final int MOST_PAUSE_MS = 1_000;

    /** About 80 kb/s: what is sought is wrong accounts, not a full processor. */
    private static final VideoSettings LITTLE_VIDEO = new VideoSettings(10, 1, 2, 1_000);

    private final Person viewer;
    private final Person performer;
    private final ClientLoop loop;
    private final Work work;
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random);

    CallPair(Person viewer, Person performer, ClientLoop loop, Work work) {
        this.viewer = viewer;
        this.performer = performer;
        this.loop = loop;
        this.work = work;
    }

    @Override
    public void run() {
        while (work.gate().enter()) {
            try {
                call();
            } catch (ServerUnreachable | ApiFailure e) {
                if (e instanceof ApiFailure refused && refused.code().equals("TOKEN_EXPIRED")) {
                    renew();
                }
            } finally {
                work.gate().leave();
            }
            Attempts.pause(work.random().nextInt(LEAST_PAUSE_MS, MOST_PAUSE_MS));
        }
    }

    private void renew() {
        try {
            viewer.signInAgain();
            performer.signInAgain();
        } catch (ServerUnreachable | ApiFailure _) {
            // The next call will find out.
        }
    }

    private void call() {
        performer.socket().request("presence.set", Map.of("status", "ONLINE"));
        var quote = viewer.account().quoteVideoCall(performer.id().toString());
        var beganNs = System.nanoTime();
        String callId;
        try {
            callId = viewer.socket()
                    .request("call.request", Map.of("quoteId", quote.quoteId()))
                    .path("call")
                    .path("callId")
                    .asText();
        } catch (ApiFailure e) {
            note(
                    UUID.fromString(quote.quoteId()),
                    0,
                    Attempts.isAnswer(e.code()) ? Outcome.REFUSED : Outcome.UNKNOWN,
                    e,
                    beganNs);
            throw e;
        }
        var id = UUID.fromString(callId);
        try {
            note(id, hold(callId), Outcome.ACKNOWLEDGED, null, beganNs);
        } catch (ServerUnreachable | ApiFailure e) {
            note(id, 0, Outcome.UNKNOWN, null, beganNs);
            throw e;
        }
    }

    /** From ringing to the receipt; returns what the viewer was told to have paid. */
    private long hold(String callId) {
        try (var viewerClient = client();
                var performerClient = client()) {
            var calling = new Party(viewer.account(), viewer.socket(), viewerClient);
            var called = new Party(performer.account(), performer.socket(), performerClient);
            called.socket()
                    .await(
                            "call.incoming",
                            event -> event.path("call").path("callId").asText().equals(callId),
                            PATIENCE);
            called.socket().request("call.accept", Map.of("callId", callId));
            calling.awaitState(callId, "CONNECTING");
            var connecting = called.negotiate(callId);
            calling.connected(calling.negotiate(callId));
            called.connected(connecting);
            calling.awaitState(callId, "ACTIVE");
            Attempts.pause(work.random().nextInt(LEAST_CALL_MS, MOST_CALL_MS) / 2);
            tip(callId);
            Attempts.pause(work.random().nextInt(LEAST_CALL_MS, MOST_CALL_MS) / 2);
            calling.socket().request("call.end", Map.of("callId", callId));
            var receipt = calling.awaitCallEvent("call.ended", callId).path("receipt");
            if (receipt.isMissingNode() || receipt.isNull()) {
                throw new ApiFailure("call " + callId + " ended, its receipt is still to come");
            }
            return receipt.path("charged").path("amountMinor").asLong();
        }
    }

    private void tip(String callId) {
        var id = UUID.randomUUID();
        var amount = Money.millicoins(1_000);
        var beganNs = System.nanoTime();
        var outcome = Outcome.UNKNOWN;
        var code = "";
        try {
            viewer.socket()
                    .request(
                            "tip.send",
                            Map.of(
                                    "tipId",
                                    id.toString(),
                                    "performerId",
                                    performer.id().toString(),
                                    "callId",
                                    callId,
                                    "amount",
                                    amount,
                                    "message",
                                    "",
                                    "anonymous",
                                    false));
            outcome = Outcome.ACKNOWLEDGED;
        } catch (ApiFailure e) {
            code = e.code();
            outcome = Attempts.isAnswer(code) ? Outcome.REFUSED : Outcome.UNKNOWN;
        } finally {
            work.log()
                    .add(new Operation(
                            Kind.TIP,
                            id,
                            viewer.id(),
                            amount.amountMinor(),
                            outcome,
                            code,
                            beganNs,
                            System.nanoTime()));
        }
    }

    private void note(UUID id, long chargedMinor, Outcome outcome, @Nullable ApiFailure why, long beganNs) {
        work.log()
                .add(new Operation(
                        Kind.CALL,
                        id,
                        viewer.id(),
                        chargedMinor,
                        outcome,
                        why == null ? "" : why.code(),
                        beganNs,
                        System.nanoTime()));
    }

    private WebRtcClient client() {
        try {
            return WebRtcClient.open(
                    loop, identity, ClientSettings.videoCall().withMedia(new MediaSettings(LITTLE_VIDEO, 1)), random);
        } catch (IOException e) {
            throw new UncheckedIOException("no UDP socket", e);
        }
    }
}
