package dev.stagedoor.billing.metering;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What metering gets from outside.
 *
 * @param clock for peak windows and the life of quotes, never for durations
 * @param nanoTime monotonic, as {@link System#nanoTime()}: when to ask the database again, when to renew the lease
 * @param ids new UUIDv7s
 * @param nodeId of this process; a new one at every start, so that a restarted node cannot be taken for its former self
 * @param outages folder for what is delivered while the database is away; null keeps it in memory only
 */
public record MeteringContext(
        InstantSource clock,
        LongSupplier nanoTime,
        Supplier<UUID> ids,
        UUID nodeId,
        @Nullable Path outages,
        SettlementListener listener) {}
