package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.IceParameters;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9725 section 4.3: which ICE session a fragment means, and what comes of it. */
class IceRestartTest {
    private final OpenMedia media = new OpenMedia();
    private final LiveSessions sessions =
            Nodes.alone(media, WhipSettings.defaults().withTestRoom(true));
    private Joined.Accepted session;

    @BeforeEach
    void publish() {
        session = (Joined.Accepted) sessions.join("test", Side.PUBLISHER, null, HttpOffers.audioAndVideo("sendonly"));
    }

    private Patched patch(String ifMatch, String fragment) {
        return sessions.patch("test", Side.PUBLISHER, session.sessionId(), ifMatch, fragment);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # If-Match,       credentials, outcome
            ,                 clnt,        noted
            ,                 next,        PRECONDITION_REQUIRED
            *,                clnt,        noted
            *,                next,        restarted
            own,              clnt,        noted
            own,              next,        restarted
            'W/own',          next,        PRECONDITION_FAILED
            '"other"',        clnt,        PRECONDITION_FAILED
            '"other"',        next,        PRECONDITION_FAILED
            '"other", own',   next,        restarted
            '',               next,        PRECONDITION_FAILED
            *,                ab,          FRAGMENT_MALFORMED
            ,                 ab,          FRAGMENT_MALFORMED
            """)
    void ifMatchNamesTheIceSession(String ifMatch, String usernameFragment, String expected) {
        String header = ifMatch == null ? null : ifMatch.replace("own", session.entityTag());

        Patched outcome = sessions.patch(
                "test", Side.PUBLISHER, session.sessionId(), header, HttpOffers.fragment(usernameFragment));

        String told = switch (outcome) {
            case Patched.Noted() -> "noted";
            case Patched.Restarted _ -> "restarted";
            case Patched.Refused(Refusal why, String _) -> why.name();
        };
        assertThat(told).isEqualTo(expected);
    }

    @Test
    void aRestartGivesNewCredentialsAndANewEntityTag() {
        Patched.Restarted restarted = (Patched.Restarted) patch("*", HttpOffers.fragment("next"));

        assertThat(restarted.entityTag()).isNotEqualTo(session.entityTag()).matches("\"[A-Za-z0-9_-]+\"");
        assertThat(restarted.fragment())
                .contains("a=ice-lite\r\n", "a=group:BUNDLE 0 1\r\n", "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n")
                .contains("a=ice-ufrag:srv2\r\n", "a=ice-pwd:serverserverserverserver\r\n")
                .contains("a=candidate:1 1 udp 1 127.0.0.1 10000 typ host\r\n", "a=end-of-candidates\r\n")
                .doesNotContain("fingerprint");
        assertThat(media.offers.getLast().ice()).isEqualTo(new IceParameters("next", "clientclientclientclient"));
        assertThat(media.offers.getLast().sections())
                .isEqualTo(media.offers.getFirst().sections());
    }

    @Test
    void afterARestartTheOldEntityTagIsOver() {
        Patched.Restarted restarted = (Patched.Restarted) patch("*", HttpOffers.fragment("next"));

        assertThat(patch(session.entityTag(), HttpOffers.fragment("next"))).isInstanceOf(Patched.Refused.class);
        assertThat(patch(restarted.entityTag(), HttpOffers.fragment("next"))).isInstanceOf(Patched.Noted.class);
    }

    @Test
    void aFragmentMayBeOfCandidatesAlone() {
        String candidates = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
                + "a=candidate:1 1 udp 2130706431 abc.local 5000 typ host\r\n";

        assertThat(patch(session.entityTag(), candidates)).isInstanceOf(Patched.Noted.class);
        assertThat(patch(session.entityTag(), "")).isInstanceOf(Patched.Noted.class);
    }

    /** In a room that stays open, the media node would let the credentials of the one that has left in again. */
    @Test
    @Timeout(60)
    void aFragmentThatWaitsWhileItsSessionEndsBringsNobodyBack() throws Exception {
        sessions.join("test", Side.VIEWER, null, HttpOffers.audioAndVideo("recvonly"));
        FutureTask<Patched> patching = new FutureTask<>(() -> patch("*", HttpOffers.fragment("next")));
        Thread patcher = Thread.ofVirtual().unstarted(patching);
        media.before.put("leave", () -> {
            patcher.start();
            awaitLock(patcher);
        });

        assertThat(sessions.end("test", Side.PUBLISHER, session.sessionId())).isNull();

        assertThat(patching.get())
                .isInstanceOfSatisfying(
                        Patched.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo(Refusal.SESSION_NOT_FOUND));
        assertThat(media.rooms.values().iterator().next()).as("the viewer").hasSize(1);
        assertThat(media.offers).as("of the publisher and the viewer").hasSize(2);
    }

    /** Returns when the thread waits for a lock that somebody has, or has ended. */
    private static void awaitLock(Thread thread) {
        while (thread.isAlive() && LockSupport.getBlocker(thread) == null) {
            Thread.onSpinWait();
        }
    }

    @Test
    void nobodyFindsASessionAtAnotherPlace() {
        assertThat(sessions.patch("test", Side.VIEWER, session.sessionId(), "*", ""))
                .isInstanceOf(Patched.Refused.class);
        assertThat(sessions.end("test", Side.VIEWER, session.sessionId())).isEqualTo(Refusal.SESSION_NOT_FOUND);
        assertThat(sessions.end("other", Side.PUBLISHER, session.sessionId())).isEqualTo(Refusal.SESSION_NOT_FOUND);
        assertThat(sessions.end("test", Side.PUBLISHER, session.sessionId())).isNull();
    }
}
