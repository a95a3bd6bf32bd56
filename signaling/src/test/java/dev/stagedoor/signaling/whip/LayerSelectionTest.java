package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.whip.OpenMedia.Constraint;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A player that says how large it shows what it plays. */
class LayerSelectionTest {
    private static final int ANY = Integer.MAX_VALUE;

    private final OpenMedia media = new OpenMedia();
    private final LiveSessions sessions =
            Nodes.alone(media, WhipSettings.defaults().withTestRoom(true));
    private String session;
    private UUID roomId;
    private UUID viewerId;

    @BeforeEach
    void watch() {
        session = ((Joined.Accepted) sessions.join("test", Side.VIEWER, null, HttpOffers.audioAndVideo("recvonly")))
                .sessionId();
        roomId = media.openRooms().iterator().next();
        viewerId = media.onlyParticipant();
    }

    private @Nullable Refusal select(
            @Nullable String mediaId, @Nullable Integer maxHeight, @Nullable Integer maxTemporalLayerId) {
        return sessions.select("test", session, new LayerSelection(mediaId, maxHeight, maxTemporalLayerId));
    }

    @Test
    void reachesTheMediaNodeForThePicturesAlone() {
        assertThat(select(null, 360, null)).isNull();
        assertThat(select("1", 180, 1)).isNull();
        assertThat(select(null, null, null)).isNull();

        assertThat(media.constraints)
                .containsExactly(
                        new Constraint(roomId, viewerId, "1", 360, ANY),
                        new Constraint(roomId, viewerId, "1", 180, 1),
                        new Constraint(roomId, viewerId, "1", ANY, ANY));
    }

    @Test
    void ofASectionWithoutPicturesIsRefusedAndCounted() {
        assertThat(select("0", 360, null)).isEqualTo(Refusal.SECTION_UNKNOWN);
        assertThat(select("7", 360, null)).isEqualTo(Refusal.SECTION_UNKNOWN);

        assertThat(media.constraints).isEmpty();
        assertThat(sessions.statistics().refused()).containsEntry(Refusal.SECTION_UNKNOWN, 2L);
    }

    @Test
    void afterTheEndFindsNobody() {
        assertThat(sessions.end("test", Side.VIEWER, session)).isNull();

        assertThat(select(null, 360, null)).isEqualTo(Refusal.SESSION_NOT_FOUND);
        assertThat(media.constraints).isEmpty();
    }

    @Test
    void isForThoseWhoWatch() {
        String publication = ((Joined.Accepted)
                        sessions.join("test", Side.PUBLISHER, null, HttpOffers.audioAndVideo("sendonly")))
                .sessionId();

        assertThat(sessions.select("test", publication, new LayerSelection(null, 360, null)))
                .isEqualTo(Refusal.SESSION_NOT_FOUND);
    }
}
