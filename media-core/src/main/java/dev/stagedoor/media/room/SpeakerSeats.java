package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Sections that follow the speakers: a viewer with n of them sees whoever spoke last, n people (last-N), however many send.
 * Who keeps a seat keeps the same one, so that pictures do not trade places. Belongs to the room's home loop.
 */
final class SpeakerSeats {
    private final Map<Row, Map<String, Optional<UUID>>> rows = new LinkedHashMap<>();

    /** One viewer's seats for one kind: whom each section shows. */
    private record Row(UUID viewerId, MediaKind kind) {}

    /** Hears of a section that shows somebody else now. */
    interface Usher {
        void onSeat(UUID viewerId, String mid, UUID speakerId, MediaKind kind);
    }

    /** The section follows the speakers from now on. */
    void follow(UUID viewerId, String mid, MediaKind kind) {
        Map<String, Optional<UUID>> row = rows.computeIfAbsent(new Row(viewerId, kind), _ -> new LinkedHashMap<>());
        row.putIfAbsent(mid, Optional.empty());
    }

    boolean has(UUID viewerId, String mid) {
        return rows.entrySet().stream()
                .anyMatch(row -> row.getKey().viewerId().equals(viewerId)
                        && row.getValue().containsKey(mid));
    }

    /** The sections of which this holds follow no longer. */
    void leave(UUID viewerId, Predicate<String> mids) {
        rows.forEach((row, seats) -> {
            if (row.viewerId().equals(viewerId)) {
                seats.keySet().removeIf(mids);
            }
        });
        rows.values().removeIf(Map::isEmpty);
    }

    /**
     * Seats everybody anew.
     *
     * @param lately all who send, who spoke last first; a viewer is not shown itself
     */
    void assign(List<UUID> lately, Usher usher) {
        rows.forEach((row, seats) -> {
            Map<String, UUID> changed = changes(row.viewerId(), seats, lately);
            changed.forEach((mid, speaker) -> {
                seats.put(mid, Optional.of(speaker));
                usher.onSeat(row.viewerId(), mid, speaker, row.kind());
            });
        });
    }

    private static Map<String, UUID> changes(UUID viewerId, Map<String, Optional<UUID>> seats, List<UUID> lately) {
        Set<UUID> standing = new LinkedHashSet<>();
        for (UUID speaker : lately) {
            if (standing.size() < seats.size() && !speaker.equals(viewerId)) {
                standing.add(speaker);
            }
        }
        List<String> free = new ArrayList<>();
        seats.forEach((mid, sitting) -> {
            if (sitting.isEmpty() || !standing.remove(sitting.get())) {
                free.add(mid);
            }
        });
        Map<String, UUID> changed = new HashMap<>();
        for (UUID speaker : standing) {
            changed.put(free.removeFirst(), speaker);
        }
        return changed;
    }
}
