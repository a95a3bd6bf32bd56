package dev.stagedoor.benchmarks.torture.record;

import dev.stagedoor.benchmarks.torture.plan.FaultKind;
import java.util.OptionalLong;

/**
 * A fault that was made.
 *
 * @param brokenMs between breaking and mending, starting processes again included
 * @param recoveredMs from mending until something that was asked for afterwards was acknowledged; empty if nothing was
 */
public record MadeFault(FaultKind kind, long brokenMs, OptionalLong recoveredMs) {}
