package dev.stagedoor.signaling.calls;

import dev.stagedoor.signaling.BookingDesk;
import dev.stagedoor.signaling.Entitlements;
import dev.stagedoor.signaling.MediaGateway;
import dev.stagedoor.signaling.protocol.Outages;
import java.util.concurrent.Executor;

/**
 * What calls need from outside, the same for all of them.
 *
 * @param executor where mailboxes run their tasks; tasks may block, so a virtual thread each
 */
public record Ports(
        MediaGateway media,
        Entitlements entitlements,
        BookingDesk bookings,
        Directory directory,
        Outages outages,
        CallLog log,
        EventSink events,
        Timers timers,
        Executor executor) {}
