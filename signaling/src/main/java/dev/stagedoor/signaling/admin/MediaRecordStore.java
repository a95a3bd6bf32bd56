package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.MediaBrowser.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where media records are kept. Methods block. */
public interface MediaRecordStore {
    /** Keeps what happened to each participant; of a room that is no call's, nothing. What was kept of it before stays. */
    void keep(UUID roomId, Map<UUID, List<Event>> timelines, Instant now);

    /** What was kept, oldest first; empty where nothing was. */
    List<Event> timeline(UUID roomId, UUID participantId);

    /** Deletes what was kept before this time; returns how many participants' records that were. */
    int deleteBefore(Instant time);
}
