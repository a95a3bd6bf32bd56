package dev.stagedoor.signaling.protocol;

import dev.stagedoor.signaling.Entitlements.CallKind;
import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Increment;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as one side may see it: the viewer what was charged, the performer what was earned.
 *
 * @param kind what the call carried at first
 * @param parts one for each medium in turn
 * @param charged null in the performer's copy
 * @param earned null in the viewer's copy
 * @param fault the server's fault ended the call, and time was rounded down
 */
public record ReceiptView(
        UUID callId,
        CallKind kind,
        Increment increment,
        Money perMinute,
        List<Part> parts,
        long deliveredMs,
        long chargedMs,
        @Nullable Money charged,
        @Nullable Money earned,
        Money tips,
        EndReason reason,
        boolean fault,
        @Nullable Instant startedAt,
        Instant endedAt) {

    public ReceiptView {
        parts = List.copyOf(parts);
    }

    /**
     * Time in one medium.
     *
     * @param charged null in the performer's copy
     */
    public record Part(
            CallKind kind,
            Money perMinute,
            long deliveredMs,
            @Nullable Money charged) {}

    /** The viewer's copy. */
    public static ReceiptView forViewer(Receipt receipt) {
        return of(receipt, receipt.charged(), null);
    }

    /** The performer's copy. */
    public static ReceiptView forPerformer(Receipt receipt) {
        return of(receipt, null, receipt.earned());
    }

    private static ReceiptView of(Receipt receipt, @Nullable Money charged, @Nullable Money earned) {
        return new ReceiptView(
                receipt.callId(),
                receipt.kind(),
                receipt.increment(),
                receipt.perMinute(),
                receipt.parts().stream()
                        .map(part -> new Part(
                                part.kind(),
                                part.perMinute(),
                                part.deliveredMs(),
                                charged == null ? null : part.charged()))
                        .toList(),
                receipt.deliveredMs(),
                receipt.chargedMs(),
                charged,
                earned,
                receipt.tips(),
                receipt.reason(),
                receipt.fault(),
                receipt.startedAt(),
                receipt.endedAt());
    }
}
