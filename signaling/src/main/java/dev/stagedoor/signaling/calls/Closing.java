package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.Entitlements.EndReason;
import dev.stagedoor.signaling.Entitlements.Receipt;
import dev.stagedoor.signaling.protocol.CallOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows the end of a call: it is settled, both hear what it came to, its record is closed, and then the two are free: a
 * server that stops waits for all of that. Owned by the call's mailbox; the record is written on billing's.
 */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final CallScope scope;
    private final Progress progress;
    private final CallLog log;
    private final Runnable closed;

    /** @param closed told when the books are closed, on any thread */
    Closing(CallScope scope, Progress progress, CallLog log, Runnable closed) {
        this.scope = scope;
        this.progress = progress;
        this.log = log;
        this.closed = closed;
    }

    /** Begins; the call has ended, and nothing is delivered any more. */
    void begin(CallOutcome outcome, EndReason reason) {
        Instant endedAt = scope.clock().now();
        scope.billing().end(progress.billableMs(), reason, receipt -> onSettled(outcome, reason, endedAt, receipt));
    }

    private void onSettled(CallOutcome outcome, EndReason reason, Instant endedAt, @Nullable Receipt receipt) {
        if (receipt != null) {
            progress.settled(receipt.charged());
        }
        scope.news().ended(outcome, reason, progress.activeSince() == null ? null : receipt);
        CallLog.Ending ending = new CallLog.Ending(
                outcome, reason, endedAt, progress.billableMs(), progress.charged(), progress.legs());
        scope.billing().then(() -> close(ending));
    }

    private void close(CallLog.Ending ending) {
        try {
            log.ended(scope.terms().callId(), ending);
        } catch (RuntimeException e) {
            LOG.error("call {}: its end is missing in the log", scope.terms().callId(), e);
        }
        closed.run();
    }
}
