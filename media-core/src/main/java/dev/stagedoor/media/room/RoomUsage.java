package dev.stagedoor.media.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a room's legs were delivered, each and all at the same time. A leg is a viewer who is to be shown something, present or
 * not. Belongs to the home loop.
 */
final class RoomUsage {
    private static final long NS_PER_MS = 1_000_000;

    private final UUID roomId;
    private final Map<UUID, Member> members;
    private final RoomListener listener;
    private final long gapNs;
    private final MutualClock mutual = new MutualClock();

    /**
     * @param members the room's, as they are at any time
     * @param gapNs between two packets of a leg, after which media does not flow there any more
     */
    RoomUsage(UUID roomId, Map<UUID, Member> members, RoomListener listener, long gapNs) {
        this.roomId = roomId;
        this.members = members;
        this.listener = listener;
        this.gapNs = gapNs;
    }

    /** Counts up to what the members have read last, and tells it. */
    void report(Set<UUID> viewers, boolean paused, long nowNs) {
        List<DeliveryClock.Run> runs = runsOf(viewers);
        mutual.advance(runs);
        long oldestAllowedNs = nowNs - gapNs;
        boolean flowing = !paused && runs.size() > 1 && runs.stream().allMatch(run -> run.lastNs() >= oldestAllowedNs);
        List<LegUsage> usage = members.values().stream().map(Member::usage).toList();
        listener.onUsage(roomId, mutual.totalNs() / NS_PER_MS, flowing, usage);
    }

    /** Empty while nothing was yet delivered to one of them: then nothing is mutual. */
    private List<DeliveryClock.Run> runsOf(Set<UUID> viewers) {
        List<DeliveryClock.Run> runs = new ArrayList<>();
        for (UUID viewerId : viewers) {
            Member member = members.get(viewerId);
            DeliveryClock.Run run = member == null ? null : member.lastRun();
            if (run == null) {
                return List.of();
            }
            runs.add(run);
        }
        return runs;
    }
}
