package dev.stagedoor.signaling.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.sdp.SdpParser;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private final SessionBook book = new SessionBook(WhipSettings.defaults());

    private LiveSession enter(String room, Side side) {
        SdpParser.Parsed parsed = (SdpParser.Parsed) SdpParser.parse(HttpOffers.audioAndVideo("sendrecv"));
        return ((SessionBook.Claim.Taken) book.enter(room, side, null, 0, parsed.offer())).session();
    }

    /** Whoever finds it there at once, to end it, waits. */
    @Test
    void aSeatIsLockedForWhoeverTakesIt() {
        assertThat(enter("test", Side.VIEWER).lock().isHeldByCurrentThread()).isTrue();
    }

    @Test
    void knowsWhoCameBefore() {
        LiveSession publisher = enter("test", Side.PUBLISHER);
        LiveSession first = enter("test", Side.VIEWER);
        enter("other", Side.VIEWER);
        LiveSession second = enter("test", Side.VIEWER);
        enter("test", Side.VIEWER);

        assertThat(book.before(publisher)).isEmpty();
        assertThat(book.before(second)).containsExactly(publisher, first);
        book.leave(first, false);
        assertThat(book.before(second)).containsExactly(publisher);
        assertThat(book.before(first)).as("it has ended").isEmpty();
    }
}
