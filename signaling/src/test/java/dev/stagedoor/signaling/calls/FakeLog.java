package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.protocol.CallState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The call log in memory. */
public final class FakeLog implements CallLog {
    final Map<UUID, List<String>> lines = new LinkedHashMap<>();
    private final List<CallTerms> rung = new ArrayList<>();

    @Override
    public synchronized void opened(CallTerms terms) {
        lines.computeIfAbsent(terms.callId(), _ -> new ArrayList<>()).add("RINGING");
        rung.add(terms);
    }

    @Override
    public synchronized void moved(UUID callId, CallState state, @Nullable Instant activeSince) {
        lines.getOrDefault(callId, new ArrayList<>()).add(state.name());
    }

    @Override
    public synchronized void ended(UUID callId, Ending ending) {
        List<String> call = lines.getOrDefault(callId, new ArrayList<>());
        if (call.stream().noneMatch(line -> line.startsWith("ENDED"))) {
            call.add("ENDED " + ending.outcome() + " " + ending.deliveredMs() + " "
                    + ending.charged().amountMinor());
        }
    }

    @Override
    public synchronized @Nullable Instant nthNewest(UUID viewerId, int n) {
        List<Instant> own = rung.stream()
                .filter(terms -> terms.viewer().id().equals(viewerId) && !terms.isBooked())
                .map(CallTerms::createdAt)
                .toList();
        return own.size() < n ? null : own.get(own.size() - n);
    }

    @Override
    public synchronized List<UUID> open() {
        return lines.entrySet().stream()
                .filter(call -> call.getValue().stream().noneMatch(line -> line.startsWith("ENDED")))
                .map(Map.Entry::getKey)
                .toList();
    }
}
