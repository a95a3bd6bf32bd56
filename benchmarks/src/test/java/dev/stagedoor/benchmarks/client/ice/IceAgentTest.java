package dev.stagedoor.benchmarks.client.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.benchmarks.client.sdp.IceCredentials;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.attribute.Attribute;
import org.ice4j.message.Message;
import org.ice4j.message.MessageFactory;
import org.ice4j.message.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IceAgentTest {
    private static final IceCredentials CLIENT = new IceCredentials("client", "password-of-the-client-side");
    private static final IceCredentials SERVER = new IceCredentials("server", "password-of-the-server-side");
    private static final InetSocketAddress FIRST = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 10_000);
    private static final InetSocketAddress SECOND = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 10_000);

    private final Events events = new Events();
    private final IceAgent agent = new IceAgent(CLIENT, new SecureRandom(), events);
    private long nowNs;

    @Test
    void checksCandidatesInOrderAndPaced() {
        agent.start(SERVER, List.of(FIRST, SECOND), nowNs);
        runUntil(IceAgent.CHECK_INTERVAL_NS);

        assertThat(events.sent).extracting(Sent::to).containsExactly(FIRST, SECOND);
        var check = request(0);
        assertThat(check.getAttribute(Attribute.USERNAME)).isNotNull();
        assertThat(check.getAttribute(Attribute.ICE_CONTROLLING)).isNotNull();
        assertThat(check.getAttribute(Attribute.PRIORITY)).isNotNull();
        assertThat(check.getAttribute(Attribute.USE_CANDIDATE)).isNull();
    }

    @Test
    void nominatesTheFirstThatAnswersAndOnlyThenReportsThePath() {
        agent.start(SERVER, List.of(FIRST, SECOND), nowNs);

        agent.onStun(answer(0, SERVER.password()), FIRST, nowNs);
        assertThat(events.nominated).isNull();
        assertThat(request(1).getAttribute(Attribute.USE_CANDIDATE)).isNotNull();

        agent.onStun(answer(1, SERVER.password()), FIRST, nowNs);
        assertThat(events.nominated).isEqualTo(FIRST);
    }

    @Test
    void shouldNotBelieveAnAnswerUnderAnotherPassword() {
        agent.start(SERVER, List.of(FIRST), nowNs);

        agent.onStun(answer(0, "password-of-somebody-else"), FIRST, nowNs);

        assertThat(events.sent).hasSize(1);
    }

    @Test
    void shouldNotBelieveAnAnswerFromAnotherAddress() {
        agent.start(SERVER, List.of(FIRST), nowNs);

        agent.onStun(answer(0, SERVER.password()), SECOND, nowNs);

        assertThat(events.sent).hasSize(1);
    }

    @Test
    void retransmitsAnUnansweredCheck() {
        agent.start(SERVER, List.of(FIRST), nowNs);

        runUntil(IceAgent.RETRANSMISSION_NS);

        assertThat(events.sent).hasSize(2);
    }

    @Test
    void asksForConsentAndLosesItAfterThirtySecondsOfSilence() {
        connect();
        events.sent.clear();

        runUntil(IceAgent.CONSENT_TIMEOUT_NS - 1);
        assertThat(events.sent).hasSizeBetween(4, 8);
        assertThat(events.lost).isFalse();

        runUntil(2 * IceAgent.CONSENT_TIMEOUT_NS);
        assertThat(events.lost).isTrue();
        assertThat(agent.deadlineNs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void keepsConsentWhileItIsAnswered() {
        connect();
        while (nowNs < 2 * IceAgent.CONSENT_TIMEOUT_NS) {
            nowNs = agent.deadlineNs();
            agent.onDeadline(nowNs);
            agent.onStun(answer(events.sent.size() - 1, SERVER.password()), FIRST, nowNs);
        }

        assertThat(events.lost).isFalse();
    }

    @Test
    void answersAnAuthenticCheckAndNoOther() {
        agent.start(SERVER, List.of(FIRST), nowNs);
        var check = IceMessages.check("client:server", 1, false, new SecureRandom());

        agent.onStun(StunCodec.encode(check, "password-of-somebody-else"), FIRST, nowNs);
        assertThat(events.sent).hasSize(1);

        agent.onStun(StunCodec.encode(check, CLIENT.password()), FIRST, nowNs);
        var response = events.sent.getLast().datagram();
        var message = Objects.requireNonNull(StunCodec.decode(response));
        assertThat(message.getMessageType()).isEqualTo(Message.BINDING_SUCCESS_RESPONSE);
        assertThat(message.getTransactionID()).isEqualTo(check.getTransactionID());
        assertThat(StunCodec.isAuthentic(response, message, CLIENT.password())).isTrue();
    }

    @Test
    void dropsBytesThatAreNotStun() {
        agent.start(SERVER, List.of(FIRST), nowNs);
        var valid = events.sent.getFirst().datagram();
        for (int length = 0; length < valid.length; length++) {
            agent.onStun(Arrays.copyOf(valid, length), FIRST, nowNs);
        }

        assertThat(events.sent).hasSize(1);
    }

    private void connect() {
        agent.start(SERVER, List.of(FIRST), nowNs);
        agent.onStun(answer(0, SERVER.password()), FIRST, nowNs);
        agent.onStun(answer(1, SERVER.password()), FIRST, nowNs);
    }

    private void runUntil(long endNs) {
        while (agent.deadlineNs() <= endNs) {
            nowNs = agent.deadlineNs();
            agent.onDeadline(nowNs);
        }
        nowNs = endNs;
    }

    private Request request(int index) {
        return (Request)
                Objects.requireNonNull(StunCodec.decode(events.sent.get(index).datagram()));
    }

    private byte[] answer(int index, String password) {
        var request = request(index);
        var from = new TransportAddress("127.0.0.1", 40_000, Transport.UDP);
        var response = MessageFactory.createBindingResponse(request, from);
        IceMessages.setTransaction(response, request.getTransactionID());
        return StunCodec.encode(response, password);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Sent(byte[] datagram, InetSocketAddress to) {}

    private static final class Events implements IceAgent.Listener {
        private final List<Sent> sent = new ArrayList<>();
        private @Nullable InetSocketAddress nominated;
        private boolean lost;

        @Override
        public void onSend(byte[] datagram, InetSocketAddress to) {
            sent.add(new Sent(datagram, to));
        }

        @Override
        public void onNominated(InetSocketAddress remote) {
            nominated = remote;
        }

        @Override
        public void onConsentLost() {
            lost = true;
        }
    }
}
