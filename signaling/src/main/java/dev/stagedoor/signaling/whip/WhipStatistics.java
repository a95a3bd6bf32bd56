package dev.stagedoor.signaling.whip;

import java.util.Map;

/**
 * What WHIP and WHEP are doing.
 *
 * @param sessions publishers and viewers now
 * @param links rooms that are pulled from another server now
 * @param refused since the start, by reason
 */
public record WhipStatistics(int sessions, int links, Map<Refusal, Long> refused) {
    public WhipStatistics {
        refused = Map.copyOf(refused);
    }
}
