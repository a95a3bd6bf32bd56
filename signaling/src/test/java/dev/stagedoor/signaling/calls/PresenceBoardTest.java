package dev.stagedoor.signaling.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.protocol.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresenceBoardTest {
    private final PresenceBoard board = new PresenceBoard();
    private final UUID performer = UUID.randomUUID();
    private final List<Presence> seen = new ArrayList<>();

    PresenceBoardTest() {
        board.listen(change -> seen.add(change.presence()));
    }

    @Test
    void connectingIsNotGoingOnline() {
        board.connected(performer);
        assertThat(seen).isEmpty();
        board.choose(performer, Presence.ONLINE);
        board.choose(performer, Presence.ONLINE);
        assertThat(seen).containsExactly(Presence.ONLINE);
    }

    @Test
    void onlyTheLastDeviceTakesThePerformerOffline() {
        board.choose(performer, Presence.ONLINE);
        board.connected(performer);
        board.connected(performer);
        board.disconnected(performer);
        board.disconnected(performer);
        assertThat(seen).containsExactly(Presence.ONLINE, Presence.OFFLINE);
        assertThat(board.present()).isEmpty();
    }

    @Test
    void aCallMakesBusyAndItsEndGivesBackWhatWasChosen() {
        board.connected(performer);
        board.choose(performer, Presence.ONLINE);
        board.inCall(performer, true);
        board.choose(performer, Presence.AWAY);
        board.inCall(performer, false);
        assertThat(seen).containsExactly(Presence.ONLINE, Presence.BUSY, Presence.AWAY);
    }

    @Test
    void whatWasChosenSurvivesAReloadButNotALongAbsence() {
        board.connected(performer);
        board.choose(performer, Presence.ONLINE);
        board.disconnected(performer);
        board.connected(performer);
        assertThat(board.presenceOf(performer)).isEqualTo(Presence.ONLINE);
        board.disconnected(performer);
        board.forget(performer);
        board.connected(performer);
        assertThat(board.presenceOf(performer)).isEqualTo(Presence.OFFLINE);
    }
}
