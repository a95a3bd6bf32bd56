package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.sdp.SdpParser;
import org.junit.jupiter.api.Test;

class RelayTest {
    private final SessionBook book = new SessionBook(WhipSettings.defaults());

    private LiveSession enter(Side side) {
        SdpParser.Parsed parsed = (SdpParser.Parsed) SdpParser.parse(HttpOffers.audioAndVideo("sendrecv"));
        return ((SessionBook.Claim.Taken) book.enter("test", side, null, 0, parsed.offer())).session();
    }

    /** It was asked for before that one came, and is answered too late to be ended with the room's link. */
    @Test
    void takesNobodysPlaceWhoPublishesHereAndWaits() {
        LiveSession publisher = enter(Side.PUBLISHER);
        enter(Side.VIEWER);
        Relay relay = new Relay(publisher.room());
        relay.keep();

        assertThat(relay.startAsking()).isFalse();
        assertThat(relay.begin("late", 1, () -> true)).isFalse();
        assertThat(relay.isMissed()).as("it is asked for again").isTrue();
        book.leave(publisher, false);
        assertThat(relay.startAsking()).isTrue();
        assertThat(relay.begin("late", 1, () -> true)).isTrue();
    }
}
