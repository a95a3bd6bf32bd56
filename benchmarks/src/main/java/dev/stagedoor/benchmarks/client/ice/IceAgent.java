package dev.stagedoor.benchmarks.client.ice;

import dev.stagedoor.benchmarks.client.sdp.IceCredentials;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;

/**
 * Controlling ICE agent with one local address. It checks the candidates of the answer in their order, nominates the first
 * that works (regular nomination, RFC 8445 section 8.1.1), then keeps consent (RFC 7675). It answers checks of the other
 * side, so that a full agent can be talked to as well as a lite one.
 */
public final class IceAgent {
    /** Pause between the first checks of two candidates (Ta, RFC 8445 section 14.2). */
    static final long CHECK_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** First retransmission of a check; doubled each time. Shorter than a STUN server's 500 ms: the path is known to be near. */
    static final long RETRANSMISSION_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Consent is asked for at this interval, give or take a fifth (RFC 7675 section 5.1). */
    static final long CONSENT_INTERVAL_NS = TimeUnit.SECONDS.toNanos(5);

    /** Without an answer for this long, consent is gone (RFC 7675 section 5.1). */
    static final long CONSENT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(30);

    /** More checks than this under way at once mean that nobody answers; the oldest are forgotten. */
    private static final int MAX_PENDING_CHECKS = 64;

    private static final int MAX_DOUBLINGS = 4;

    private final IceCredentials local;
    private final SecureRandom random;
    private final Listener listener;
    private final long tieBreaker;
    private final Map<ByteBuffer, Check> pending = new HashMap<>();

    private @Nullable IceCredentials remote;
    private List<InetSocketAddress> candidates = List.of();
    private int nextCandidate;
    private int round;
    private @Nullable InetSocketAddress nominating;
    private @Nullable InetSocketAddress nominated;
    private long consentUntilNs;
    private long nextNs = Long.MAX_VALUE;
    private boolean failed;

    public IceAgent(IceCredentials local, SecureRandom random, Listener listener) {
        this.local = local;
        this.random = random;
        this.listener = listener;
        this.tieBreaker = random.nextLong();
    }

    /** Loads the STUN codec and its configuration, which takes too long for a loop that others wait for. */
    public static void prepare(SecureRandom random) {
        StunCodec.decode(StunCodec.encode(IceMessages.check("a:b", 0, true, random), "password"));
    }

    /** Begins to check the addresses of the answer. */
    public void start(IceCredentials remote, List<InetSocketAddress> candidates, long nowNs) {
        this.remote = remote;
        this.candidates = List.copyOf(candidates);
        this.nextNs = nowNs;
        this.consentUntilNs = nowNs + CONSENT_TIMEOUT_NS;
        onDeadline(nowNs);
    }

    /** When {@link #onDeadline} is wanted next; {@code Long.MAX_VALUE} for never. */
    public long deadlineNs() {
        return failed ? Long.MAX_VALUE : nextNs;
    }

    /** Sends what is due at this time. */
    public void onDeadline(long nowNs) {
        if (failed || remote == null || nowNs < nextNs) {
            return;
        }
        if (nowNs - consentUntilNs >= 0) {
            failed = true;
            listener.onConsentLost();
        } else if (nominated != null) {
            check(nominated, false, nowNs);
            var fifth = CONSENT_INTERVAL_NS / 5;
            nextNs = nowNs + CONSENT_INTERVAL_NS - fifth + random.nextLong(2 * fifth);
        } else if (nominating != null) {
            check(nominating, true, nowNs);
            nextNs = nowNs + RETRANSMISSION_NS;
        } else {
            checkNextCandidate(nowNs);
        }
    }

    /** One STUN message from the network; anything that is not authentic is dropped. */
    public void onStun(byte[] datagram, InetSocketAddress from, long nowNs) {
        var message = StunCodec.decode(datagram);
        if (message == null || remote == null) {
            return;
        }
        if (message.getMessageType() == Message.BINDING_REQUEST) {
            if (StunCodec.isAuthentic(datagram, message, local.password())) {
                answer((Request) message, from);
            }
        } else if (message.getMessageType() == Message.BINDING_SUCCESS_RESPONSE
                && StunCodec.isAuthentic(datagram, message, remote.password())) {
            var check = pending.remove(ByteBuffer.wrap(message.getTransactionID()));
            // RFC 8445 section 7.2.5.2.1: the answer must come from where the check went.
            if (check != null && check.to().equals(from)) {
                onSuccess(check, nowNs);
            }
        }
    }

    private void onSuccess(Check check, long nowNs) {
        consentUntilNs = nowNs + CONSENT_TIMEOUT_NS;
        if (nominated != null) {
            return;
        }
        if (check.nominates()) {
            nominated = check.to();
            nextNs = nowNs + CONSENT_INTERVAL_NS;
            listener.onNominated(check.to());
        } else if (nominating == null) {
            nominating = check.to();
            nextNs = nowNs;
            onDeadline(nowNs);
        }
    }

    private void checkNextCandidate(long nowNs) {
        if (candidates.isEmpty()) {
            nextNs = consentUntilNs;
            return;
        }
        check(candidates.get(nextCandidate), false, nowNs);
        nextCandidate++;
        nextNs = nowNs + CHECK_INTERVAL_NS;
        if (nextCandidate == candidates.size()) {
            nextCandidate = 0;
            nextNs = nowNs + (RETRANSMISSION_NS << Math.min(round, MAX_DOUBLINGS));
            round++;
        }
    }

    private void check(InetSocketAddress to, boolean nominates, long nowNs) {
        var credentials = Objects.requireNonNull(remote);
        var username = credentials.usernameFragment() + ":" + local.usernameFragment();
        var request = IceMessages.check(username, tieBreaker, nominates, random);
        if (pending.size() >= MAX_PENDING_CHECKS) {
            pending.values().removeIf(check -> nowNs - check.sentNs() > CONSENT_INTERVAL_NS);
        }
        pending.put(ByteBuffer.wrap(request.getTransactionID()), new Check(to, nominates, nowNs));
        listener.onSend(StunCodec.encode(request, credentials.password()), to);
    }

    private void answer(Request request, InetSocketAddress from) {
        var mapped = new TransportAddress(from, Transport.UDP);
        var response = MessageFactory.createBindingResponse(request, mapped);
        IceMessages.setTransaction(response, request.getTransactionID());
        listener.onSend(StunCodec.encode(response, local.password()), from);
    }

    /** What the agent needs done. */
    public interface Listener {
        /** A datagram is to be sent. */
        void onSend(byte[] datagram, InetSocketAddress to);

        /** The path is chosen; DTLS may begin. */
        void onNominated(InetSocketAddress remote);

        /** Nobody answered for 30 s; nothing may be sent any more. */
        void onConsentLost();
    }

    private record Check(InetSocketAddress to, boolean nominates, long sentNs) {}
}
