package dev.stagedoor.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import dev.stagedoor.media.ice.StunMessage.BindingSuccess;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One side reaches out, the other is a lite agent. */
class OutgoingChecksTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final IceCredentials OWN = new IceCredentials("reachingout1", "reachingoutreachingout");
    private static final IceCredentials OTHER = new IceCredentials("liteagent123", "liteagentliteagentlite");
    private static final TransportAddress FIRST = address("192.0.2.1");
    private static final TransportAddress SECOND = address("192.0.2.2");
    private static final TransportAddress SEEN_AT = address("198.51.100.9");

    private final OutgoingChecks checks =
            new OutgoingChecks(OWN.usernameFragment(), OTHER, List.of(FIRST, SECOND), new SecureRandom());
    private final News ownNews = new News();
    private final News otherNews = new News();
    private final IceSession own = new IceSession(OWN, OTHER.usernameFragment(), IceTimeouts.DEFAULT, ownNews, 0);
    private final IceSession other = new IceSession(OTHER, OWN.usernameFragment(), IceTimeouts.DEFAULT, otherNews, 0);
    private final List<TransportAddress> checked = new ArrayList<>();
    private byte[] lastCheck = {};

    @Test
    void shouldCheckAllUntilOneAnswersAndThenOnlyThat() {
        tick(0);
        tick(SECOND_NS);
        assertThat(checked).containsExactly(FIRST, SECOND, FIRST, SECOND);

        assertThat(own.onCheckAnswered(checks, answer(), pair(SECOND), SECOND_NS))
                .isTrue();
        assertThat(ownNews.selected).containsExactly(pair(SECOND));
        assertThat(otherNews.selected).as("it is nominated at once").hasSize(1);
        checked.clear();
        tick(2 * SECOND_NS);
        assertThat(checked).isEmpty();
        tick(4 * SECOND_NS);
        assertThat(checked).containsExactly(SECOND);
        assertThat(own.onCheckAnswered(checks, answer(), pair(SECOND), 4 * SECOND_NS))
                .isTrue();
        assertThat(ownNews.selected).hasSize(1);
    }

    @Test
    void shouldBelieveNobodyElse() {
        tick(0);
        BindingSuccess honest = answer();
        byte[] changed = honest.datagram().clone();
        changed[changed.length - 20] ^= 1;

        assertThat(own.onCheckAnswered(checks, honest, pair(address("203.0.113.5")), 1))
                .as("from an address that was not asked")
                .isFalse();
        BindingSuccess forged = new BindingSuccess(honest.transactionKey(), changed, honest.integrityOffset());
        assertThat(own.onCheckAnswered(checks, forged, pair(SECOND), 1)).isFalse();
        assertThat(ownNews.selected).isEmpty();
    }

    private void tick(long nowNs) {
        checks.onTick(nowNs, (to, datagram) -> {
            checked.add(to);
            lastCheck = datagram;
        });
    }

    private BindingSuccess answer() {
        BindingRequest request = (BindingRequest) StunCodec.decode(lastCheck);
        IceAnswer.Reply reply = (IceAnswer.Reply) other.onBindingRequest(request, pair(SEEN_AT), 0);
        BindingSuccess success = (BindingSuccess) StunCodec.decode(reply.message());
        assertThat(success.transactionKey()).isEqualTo(checks.transactionKey());
        return success;
    }

    private static CandidatePair pair(TransportAddress remote) {
        return new CandidatePair(remote, LocalAddress.ANY);
    }

    private static TransportAddress address(String literal) {
        return TransportAddress.of(new InetSocketAddress(literal, 10_000));
    }

    private static final class News implements IceListener {
        private final List<CandidatePair> selected = new ArrayList<>();

        @Override
        public void onAddressValidated(TransportAddress address) {}

        @Override
        public void onAddressForgotten(TransportAddress address) {}

        @Override
        public void onPairSelected(CandidatePair pair) {
            selected.add(pair);
        }

        @Override
        public void onFragmentRetired(String localFragment) {}

        @Override
        public void onReachable(boolean reachable) {}

        @Override
        public void onConsentLost() {}
    }
}
