package dev.stagedoor.billing.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transfer with its lines, as it is exported. */
public record BookTransfer(
        long id,
        Instant at,
        String code,
        UUID ref,
        @Nullable UUID sessionId,
        String memo,
        List<Line> lines) {
    public BookTransfer {
        lines = List.copyOf(lines);
    }

    /** @param amountMinor credit positive */
    public record Line(int number, BookAccount account, long amountMinor) {}
}
