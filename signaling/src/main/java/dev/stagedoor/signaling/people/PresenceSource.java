package dev.stagedoor.signaling.people;

import dev.stagedoor.signaling.protocol.Presence;
import java.util.Map;
import java.util.UUID;

/** Port: who is there now. Answers from memory and does not block. */
public interface PresenceSource {
    /** Presence of one performer; {@code OFFLINE} if nothing is known. */
    Presence presenceOf(UUID performerId);

    /** Everybody who is not offline. */
    Map<UUID, Presence> present();
}
