package dev.stagedoor.signaling.admin;

import dev.stagedoor.signaling.LedgerBrowser.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link Transfer} whose entries have names. */
public record NamedTransfer(
        long id,
        String code,
        String idempotencyScope,
        String idempotencyKey,
        @Nullable UUID callId,
        @Nullable Long reversesTransferId,
        @Nullable Long reversedByTransferId,
        Instant createdAt,
        String actor,
        List<NamedEntry> entries) {
    static NamedTransfer of(Transfer transfer, List<NamedEntry> entries) {
        return new NamedTransfer(
                transfer.id(),
                transfer.code(),
                transfer.idempotencyScope(),
                transfer.idempotencyKey(),
                transfer.callId(),
                transfer.reversesTransferId(),
                transfer.reversedByTransferId(),
                transfer.createdAt(),
                transfer.actor(),
                entries);
    }
}
