package dev.stagedoor.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.ice.IceAnswer.Refused;
import dev.stagedoor.media.ice.IceAnswer.Reply;
import dev.stagedoor.media.ice.StunMessage.BindingRequest;
import java.util.ArrayList;
import java.util.List;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.message.Message;
import org.junit.jupiter.api.Test;

class IceSessionTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final IceCredentials LOCAL = new IceCredentials("server", "serverpasswordserverpassword");
    private static final IceCredentials RESTARTED = new IceCredentials("again", "againpasswordagainpassword");

    private final Recorder recorder = new Recorder();
    private final IceSession session = new IceSession(LOCAL, "peer", IceTimeouts.DEFAULT, recorder, 0);
    private int transaction;
    private LocalAddress local = LocalAddress.ANY;

    @Test
    void shouldKeepNoStateForAStranger() {
        assertThat(check(new IceCredentials("server", "guessedpasswordguessed"), "peer", 1, true))
                .isEqualTo(new Refused(IceAnswer.Reason.WRONG_INTEGRITY));
        assertThat(check(LOCAL, "somebodyelse", 1, true)).isEqualTo(new Refused(IceAnswer.Reason.WRONG_USERNAME));

        assertThat(recorder.news).isEmpty();
        assertThat(session.selectedPair()).isNull();
    }

    @Test
    void shouldUseTheFirstGoodAddressUntilOneIsNominated() {
        check(1, false);
        check(2, false);
        assertThat(session.selectedPair()).isEqualTo(pair(1, LocalAddress.ANY));

        check(2, true);
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "valid 2", "selected 2");
    }

    @Test
    void shouldFollowAChangedNomination() {
        check(1, true);
        check(2, true);
        check(1, true);
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "valid 2", "selected 2", "selected 1");
    }

    @Test
    void shouldSendFromTheAddressThatWasNominatedAndNotFromEveryOneThatIsChecked() {
        LocalAddress other = new LocalAddress(0, 7);
        check(1, true);
        local = other;
        check(1, false);
        assertThat(session.selectedPair()).isEqualTo(pair(1, LocalAddress.ANY));

        check(1, true);
        assertThat(session.selectedPair()).isEqualTo(pair(1, other));
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "selected 1");
    }

    @Test
    void shouldKeepTheSelectedAddressWhenOthersPushIn() {
        check(1, true);
        for (int port = 2; port <= IceSession.MAX_ADDRESSES + 3; port++) {
            check(port, false);
        }
        assertThat(recorder.news)
                .contains("forgotten 2", "forgotten 3", "forgotten 4")
                .doesNotContain("forgotten 1");
        assertThat(session.selectedPair()).isEqualTo(pair(1, LocalAddress.ANY));
    }

    @Test
    void shouldFollowAPeerWhoseRouterGaveItAnotherPortWithoutANomination() {
        check(1, true);
        session.onSelectedHeard(SECOND_NS);
        checkAt(5 * SECOND_NS - 1, 2);
        assertThat(session.selectedPair()).as("it may still be there").isEqualTo(pair(1, LocalAddress.ANY));

        checkAt(5 * SECOND_NS, 2);
        checkAt(8 * SECOND_NS, 1);
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "valid 2", "selected 2");
    }

    @Test
    void shouldFollowThePacketsOfAPeerWhoseCheckCameBeforeItsOldAddressWasSilentForLong() {
        check(1, true);
        checkAt(2 * SECOND_NS, 2);
        assertThat(session.isSelectedSilent(4 * SECOND_NS)).isFalse();
        assertThat(session.isSelectedSilent(4 * SECOND_NS + 1)).isTrue();
        session.onMoved(pair(3, LocalAddress.ANY), 5 * SECOND_NS);
        assertThat(session.selectedPair()).as("no address without a check").isEqualTo(pair(1, LocalAddress.ANY));

        session.onMoved(pair(2, LocalAddress.ANY), 5 * SECOND_NS);
        assertThat(session.selectedPair()).isEqualTo(pair(2, LocalAddress.ANY));
        assertThat(session.isSelectedSilent(6 * SECOND_NS)).isFalse();
    }

    @Test
    void shouldStayWhereAPeerWithASecondWayIsHeard() {
        check(1, true);
        for (int second = 1; second <= 30; second++) {
            checkAt(second * SECOND_NS, second % 3 == 0 ? 1 : 2);
        }
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "valid 2");
    }

    @Test
    void shouldAnswerRoleConflictToAControlledPeer() throws Exception {
        byte[] controlled = new CheckBuilder(9)
                .username("server:peer")
                .attribute(0x8029, new byte[8])
                .signed(LOCAL.password());

        assertThat(errorCode(answer(controlled, 1, 0))).isEqualTo(487);
        assertThat(recorder.news).isEmpty();
    }

    /** FFmpeg says neither a priority nor a role. */
    @Test
    void shouldTakeACheckWithNothingButANameAndANomination() {
        byte[] bare = new CheckBuilder(9)
                .username("server:peer")
                .attribute(0x0025, new byte[0])
                .signed(LOCAL.password());

        assertThat(answer(bare, 1, 0)).isInstanceOf(Reply.class);
        assertThat(recorder.news).containsExactly("valid 1", "selected 1");
    }

    @Test
    void shouldAnswerUnknownAttributeToWhatMustBeUnderstood() throws Exception {
        byte[] strange = new CheckBuilder(9)
                .username("server:peer")
                .attribute(0x7ABC, new byte[3])
                .signed(LOCAL.password());

        assertThat(errorCode(answer(strange, 1, 0))).isEqualTo(420);
        assertThat(recorder.news).isEmpty();
    }

    @Test
    void shouldKeepTheOldPathThroughARestartUntilTheNewIsNominated() {
        check(1, true);
        session.restart(RESTARTED, "peer2");
        assertThat(session.localFragments()).containsExactly("again", "server");

        check(1, true);
        check(RESTARTED, "peer2", 2, false);
        assertThat(session.selectedPair()).isEqualTo(pair(1, LocalAddress.ANY));

        check(RESTARTED, "peer2", 2, true);
        assertThat(recorder.news)
                .containsExactly("valid 1", "selected 1", "valid 2", "retired server", "selected 2", "forgotten 1");
        assertThat(check(LOCAL, "peer", 1, true)).isEqualTo(new Refused(IceAnswer.Reason.WRONG_USERNAME));
        assertThat(session.localFragments()).containsExactly("again");
    }

    @Test
    void shouldStayOnTheSameAddressWhenTheRestartFindsNoBetterOne() {
        check(1, true);
        session.restart(RESTARTED, "peer2");
        check(RESTARTED, "peer2", 1, true);
        check(RESTARTED, "peer2", 1, true);
        assertThat(recorder.news).containsExactly("valid 1", "selected 1", "retired server");
    }

    @Test
    void shouldLoseConsentAfterSilence() {
        check(1, true);
        session.onTick(4 * SECOND_NS - 1);
        assertThat(recorder.news).doesNotContain("reachable false");
        session.onTick(4 * SECOND_NS);
        session.onTick(5 * SECOND_NS);
        session.onHeard(6 * SECOND_NS);
        session.onTick(36 * SECOND_NS);
        session.onTick(37 * SECOND_NS);

        assertThat(recorder.news)
                .containsExactly(
                        "valid 1",
                        "selected 1",
                        "reachable false",
                        "reachable true",
                        "reachable false",
                        "consent lost");
    }

    @Test
    void shouldForgetEveryAddressWhenClosed() {
        check(1, true);
        check(2, false);
        session.close();
        assertThat(recorder.news).endsWith("forgotten 1", "forgotten 2");
    }

    private void check(int port, boolean nominate) {
        assertThat(check(LOCAL, "peer", port, nominate)).isInstanceOf(Reply.class);
    }

    /** As browsers ask for consent: without a nomination. */
    private void checkAt(long nowNs, int port) {
        transaction++;
        answer(CheckBuilder.check(transaction, LOCAL, "peer", false), port, nowNs);
    }

    private IceAnswer check(IceCredentials credentials, String remote, int port, boolean nominate) {
        transaction++;
        return answer(CheckBuilder.check(transaction, credentials, remote, nominate), port, transaction);
    }

    private IceAnswer answer(byte[] datagram, int port, long nowNs) {
        return session.onBindingRequest((BindingRequest) StunCodec.decode(datagram), pair(port, local), nowNs);
    }

    private static int errorCode(IceAnswer answer) throws Exception {
        byte[] message = ((Reply) answer).message();
        return ((ErrorCodeAttribute) Message.decode(message, 0, message.length).getAttribute(Attribute.ERROR_CODE))
                .getErrorCode();
    }

    private static CandidatePair pair(int port, LocalAddress local) {
        return new CandidatePair(new TransportAddress(0, TransportAddress.mapped(0xC000_0201), port), local);
    }

    private static final class Recorder implements IceListener {
        private final List<String> news = new ArrayList<>();

        @Override
        public void onAddressValidated(TransportAddress address) {
            news.add("valid " + address.port());
        }

        @Override
        public void onAddressForgotten(TransportAddress address) {
            news.add("forgotten " + address.port());
        }

        @Override
        public void onPairSelected(CandidatePair pair) {
            news.add("selected " + pair.remote().port());
        }

        @Override
        public void onFragmentRetired(String localFragment) {
            news.add("retired " + localFragment);
        }

        @Override
        public void onReachable(boolean reachable) {
            news.add("reachable " + reachable);
        }

        @Override
        public void onConsentLost() {
            news.add("consent lost");
        }
    }
}
