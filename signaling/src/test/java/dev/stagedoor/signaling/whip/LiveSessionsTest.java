package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSessionsTest {
    private static final UUID MAYA = UUID.fromString("01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02");

    private final OpenMedia media = new OpenMedia();
    private final LiveSessions sessions = sessions(new WhipSettings(true, 2, 4, Duration.ofSeconds(10)));

    private LiveSessions sessions(WhipSettings settings) {
        return Nodes.alone(media, settings);
    }

    private Joined publish() {
        return sessions.join("test", Side.PUBLISHER, null, HttpOffers.audioAndVideo("sendonly"));
    }

    private Joined watch() {
        return sessions.join("test", Side.VIEWER, null, HttpOffers.audioAndVideo("recvonly"));
    }

    private static Joined.Accepted accepted(Joined joined) {
        assertThat(joined).isInstanceOf(Joined.Accepted.class);
        return (Joined.Accepted) joined;
    }

    private static Refusal refusal(Joined joined) {
        assertThat(joined).isInstanceOf(Joined.Refused.class);
        return ((Joined.Refused) joined).why();
    }

    private static AccessToken token(UUID userId, Role role) {
        return new AccessToken(userId, UUID.randomUUID(), Set.of(role), Instant.MAX, false);
    }

    @Test
    void aViewerSeesWhoeverPublishesInTheRoom() {
        accepted(publish());
        UUID publisher = media.onlyParticipant();
        accepted(watch());

        assertThat(media.subscriptions)
                .extracting(OpenMedia.Subscription::mid, OpenMedia.Subscription::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("0", MediaKind.AUDIO),
                        org.assertj.core.groups.Tuple.tuple("1", MediaKind.VIDEO));
        assertThat(media.subscriptions)
                .extracting(OpenMedia.Subscription::publisherId)
                .containsOnly(publisher);
    }

    @Test
    void aViewerMayComeFirstAndStaysForTheNextPublisher() {
        accepted(watch());
        UUID awaited = media.subscriptions.getFirst().publisherId();
        Joined.Accepted first = accepted(publish());
        assertThat(sessions.end("test", Side.PUBLISHER, first.sessionId())).isNull();
        accepted(publish());

        assertThat(media.rooms).hasSize(1);
        assertThat(media.rooms.values().iterator().next()).contains(awaited);
    }

    @Test
    void aRoomHasOnePublisherAtATime() {
        Joined.Accepted first = accepted(publish());

        assertThat(refusal(publish())).isEqualTo(Refusal.PUBLISHER_PRESENT);

        sessions.end("test", Side.PUBLISHER, first.sessionId());
        accepted(publish());
    }

    @Test
    void limitsAreKeptAndCounted() {
        accepted(watch());
        accepted(watch());
        assertThat(refusal(watch())).isEqualTo(Refusal.ROOM_FULL);

        accepted(publish());
        Joined elsewhere = sessions.join(
                MAYA.toString(), Side.PUBLISHER, token(MAYA, Role.PERFORMER), HttpOffers.audioAndVideo("sendonly"));
        accepted(elsewhere);
        assertThat(refusal(watch())).isEqualTo(Refusal.SERVER_FULL);

        assertThat(sessions.statistics().sessions()).isEqualTo(4);
        assertThat(sessions.statistics().refused())
                .containsEntry(Refusal.ROOM_FULL, 1L)
                .containsEntry(Refusal.SERVER_FULL, 1L);
    }

    @Test
    void theLastOneClosesTheRoom() {
        Joined.Accepted publisher = accepted(publish());
        Joined.Accepted viewer = accepted(watch());

        sessions.end("test", Side.PUBLISHER, publisher.sessionId());
        assertThat(media.rooms).hasSize(1);
        sessions.end("test", Side.VIEWER, viewer.sessionId());
        assertThat(media.rooms).isEmpty();
        assertThat(sessions.statistics().sessions()).isZero();
    }

    @Test
    void aViewerThatGoesIsForgotten() {
        accepted(publish());
        Joined.Accepted viewer = accepted(watch());

        sessions.end("test", Side.VIEWER, viewer.sessionId());

        assertThat(media.subscriptions).isEmpty();
    }

    @Test
    void aSessionWhoseTransportIsGoneDisappears() {
        Joined.Accepted publisher = accepted(publish());

        media.lose(media.onlyParticipant());

        assertThat(media.rooms).isEmpty();
        assertThat(sessions.end("test", Side.PUBLISHER, publisher.sessionId()))
                .as("players close first, and then say so")
                .isNull();
        accepted(publish());
    }

    @Test
    void endingTwiceLeavesTheNextPublisherAlone() {
        accepted(watch());
        Joined.Accepted first = accepted(publish());
        sessions.end("test", Side.PUBLISHER, first.sessionId());
        accepted(publish());

        assertThat(sessions.end("test", Side.PUBLISHER, first.sessionId())).isNull();

        assertThat(media.rooms.values().iterator().next()).hasSize(2);
    }

    @Test
    void whoeverIsNotAnsweredKeepsNoSeat() {
        media.broken = true;
        assertThatThrownBy(this::publish).isInstanceOf(IllegalStateException.class);
        media.broken = false;
        String unknown =
                HttpOffers.of(HttpOffers.section("video", "0", OpenMedia.UNKNOWN_CODEC + " H263/90000", "sendonly"));
        assertThat(refusal(sessions.join("test", Side.PUBLISHER, null, unknown)))
                .isEqualTo(Refusal.OFFER_REFUSED);

        assertThat(media.rooms).isEmpty();
        accepted(publish());
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "forget", "closeRoom"})
    void whoeverEndsHasEndedWhenTheMediaNodeDoesNotAnswer(String method) {
        Joined.Accepted publisher = accepted(publish());
        Joined.Accepted viewer = accepted(watch());
        Joined.Accepted last = accepted(watch());
        media.failAt(method);

        assertThat(sessions.end("test", Side.PUBLISHER, publisher.sessionId())).isNull();
        media.before.remove("leave");
        Joined.Accepted next = accepted(publish());

        assertThat(sessions.end("test", Side.PUBLISHER, next.sessionId())).isNull();
        assertThat(sessions.end("test", Side.VIEWER, viewer.sessionId())).isNull();
        assertThat(sessions.end("test", Side.VIEWER, last.sessionId())).isNull();
        assertThat(sessions.statistics().sessions()).isZero();
    }

    @Test
    void stoppingEndsAllAndTakesNoMore() {
        accepted(publish());
        accepted(watch());

        sessions.stop();

        assertThat(media.rooms).isEmpty();
        assertThat(refusal(watch())).isEqualTo(Refusal.STOPPING);
    }

    /** There are no partly successful answers (RFC 9725 section 4.4.3). */
    @Test
    void whatIsNotInTheBundleIsNotLeftOutInSilence() {
        String audio = HttpOffers.section("audio", "0", "111 opus/48000/2", "sendonly");
        String apart = HttpOffers.section("video", "7", "96 VP8/90000", "sendonly");

        assertThat(sessions.join("test", Side.PUBLISHER, null, HttpOffers.of(audio, apart)))
                .isInstanceOfSatisfying(
                        Joined.Refused.class,
                        refused -> assertThat(refused.detail()).startsWith("section 7 is not in the BUNDLE group"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # side,    direction, sections,    expected
            PUBLISHER, sendonly,  audio video, SENDONLY
            PUBLISHER, sendrecv,  audio video, SENDONLY
            PUBLISHER, recvonly,  audio video,
            PUBLISHER, sendonly,  video video,
            PUBLISHER, sendonly,  video,       SENDONLY
            VIEWER,    recvonly,  audio video, RECVONLY
            VIEWER,    sendrecv,  audio video, RECVONLY
            VIEWER,    sendonly,  audio video,
            VIEWER,    inactive,  audio video,
            VIEWER,    recvonly,  audio audio,
            """)
    void mediaGoesOneWay(Side side, String direction, String kinds, Direction expected) {
        StringBuilder sections = new StringBuilder();
        int mid = 0;
        for (String kind : kinds.split(" ", -1)) {
            String codec = kind.equals("audio") ? "111 opus/48000/2" : "96 VP8/90000";
            sections.append(HttpOffers.section(kind, "" + mid++, codec, direction));
        }

        Joined outcome = sessions.join("test", side, null, HttpOffers.of(sections.toString()));

        if (expected == null) {
            assertThat(refusal(outcome)).isEqualTo(Refusal.OFFER_REFUSED);
        } else {
            accepted(outcome);
            assertThat(media.offers.getLast().sections())
                    .extracting(MediaSection::direction)
                    .containsOnly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # room,                                test room, who,       side,      refused because
            test,                                  true,      nobody,    PUBLISHER,
            test,                                  true,      nobody,    VIEWER,
            test,                                  true,      stranger,  VIEWER,
            test,                                  false,     performer, PUBLISHER, ROOM_NOT_FOUND
            lobby,                                 true,      performer, PUBLISHER, ROOM_NOT_FOUND
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      nobody,    PUBLISHER, TOKEN_REQUIRED
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      nobody,    VIEWER,    TOKEN_REQUIRED
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      performer, PUBLISHER,
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      performer, VIEWER,
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      demoted,   PUBLISHER, NOT_YOUR_ROOM
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      stranger,  PUBLISHER, NOT_YOUR_ROOM
            01989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,  true,      stranger,  VIEWER,    NOT_PUBLIC
            1989f4e-7a10-7b3c-9d55-2f1f6f0a1c02,   true,      performer, PUBLISHER, ROOM_NOT_FOUND
            """)
    void roomsAreForThoseTheyAreFor(String room, boolean testRoom, String who, Side side, Refusal expected) {
        AccessToken caller = switch (who) {
            case "nobody" -> null;
            case "performer" -> token(MAYA, Role.PERFORMER);
            case "demoted" -> token(MAYA, Role.VIEWER);
            default -> token(UUID.randomUUID(), Role.PERFORMER);
        };
        String offer = HttpOffers.audioAndVideo(side == Side.PUBLISHER ? "sendonly" : "recvonly");

        Joined outcome =
                sessions(WhipSettings.defaults().withTestRoom(testRoom)).join(room, side, caller, offer);

        if (expected == null) {
            accepted(outcome);
        } else {
            assertThat(refusal(outcome)).isEqualTo(expected);
            assertThat(media.rooms).isEmpty();
        }
    }
}
