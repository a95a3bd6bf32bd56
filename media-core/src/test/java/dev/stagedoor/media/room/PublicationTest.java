package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.media.stream.StoredPacket;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private final RoomFixture fixture = new RoomFixture();
    private final InlineLoop other = fixture.anotherLoop();
    private final FakePeer publisher = fixture.join(Plans.video(300, 900));
    private final Producer producer = new Producer(Plans.video(300, 900), publisher.participant.context());
    private final Publication publication = new Publication(producer, RoomLimits.defaults());

    @Test
    void thereIsOneBranchPerLoop() {
        assertThat(publication.branchOn(other)).isSameAs(publication.branchOn(other));
        assertThat(publication.branchOn(other)).isNotSameAs(publication.branchOn(fixture.loop));
    }

    /** Packets lie off the heap, where no collector would find what is forgotten. */
    @Test
    void closingFreesTheMemoryOfEveryBranchOnItsOwnLoop() {
        Branch near = publication.branchOn(fixture.loop);
        Branch far = publication.branchOn(other);
        fixture.runAll();
        publication.close();
        fixture.loop.runAll();
        StoredPacket farSlot = Objects.requireNonNull(far.claim());
        assertThat(farSlot.marker()).as("not before its own loop has run").isFalse();
        fixture.runAll();

        for (Branch branch : List.of(near, far)) {
            StoredPacket slot = Objects.requireNonNull(branch.claim());
            assertThatThrownBy(slot::marker)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }
}
