package dev.stagedoor.media.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who has the floor, and who had it before: the second half of the paper named at {@link SpeechMeter}. Whoever speaks
 * dominates until somebody else is clearly more active over all three lengths; silence alone changes nothing, so pictures do
 * not jump when a speaker takes a breath. Belongs to the room's home loop.
 */
final class Floor {
    /** The paper's thresholds of the logarithm of the ratio to the dominant speaker's score. */
    private static final double LEAST_IMMEDIATE_LEAD = 3;

    private static final double LEAST_MEDIUM_LEAD = 2;
    private static final double LEAST_LASTING_LEAD = 0;

    private final Map<UUID, Speech> present = new LinkedHashMap<>();
    private final List<UUID> lately = new ArrayList<>();
    private @Nullable UUID dominant;

    /** These send now, and nobody else. */
    void onSenders(Set<UUID> senders) {
        present.keySet().retainAll(senders);
        lately.retainAll(senders);
        for (UUID sender : senders) {
            if (present.putIfAbsent(sender, Speech.NONE) == null) {
                lately.add(sender);
            }
        }
        if (dominant != null && !senders.contains(dominant)) {
            dominant = null;
        }
    }

    /** The newest of somebody who sends. */
    void onSpeech(UUID participantId, Speech speech) {
        present.computeIfPresent(participantId, (_, _) -> speech);
    }

    /** Judges anew. */
    void decide() {
        UUID best = null;
        double bestLead = LEAST_MEDIUM_LEAD;
        Speech holder = dominant == null ? Speech.NONE : present.getOrDefault(dominant, Speech.NONE);
        for (Map.Entry<UUID, Speech> entry : present.entrySet()) {
            Speech challenger = entry.getValue();
            double medium = lead(challenger.medium(), holder.medium());
            if (lead(challenger.immediate(), holder.immediate()) > LEAST_IMMEDIATE_LEAD
                    && lead(challenger.lasting(), holder.lasting()) > LEAST_LASTING_LEAD
                    && medium > bestLead) {
                best = entry.getKey();
                bestLead = medium;
            }
        }
        if (best != null) {
            dominant = best;
            lately.remove(best);
            lately.addFirst(best);
        }
    }

    private static double lead(double challenger, double holder) {
        return Math.log(challenger / holder);
    }

    /** Null until somebody has spoken, and after the one who has it has left. */
    @Nullable
    UUID dominant() {
        return dominant;
    }

    /** All who send, who spoke last before the others. */
    List<UUID> lately() {
        return lately;
    }

    /** Levels of all who send, see {@link Speech#levelDb}. */
    Map<UUID, Integer> levelsDb() {
        Map<UUID, Integer> levels = new LinkedHashMap<>();
        present.forEach((id, speech) -> levels.put(id, speech.levelDb()));
        return levels;
    }
}
