package dev.stagedoor.benchmarks.torture.plan;

/**
 * One thing that will be broken.
 *
 * @param afterMs quiet time since everybody had recovered from the one before
 * @param lengthMs until it is mended
 * @param choice any number, for what has to be picked at that moment: which process, which people
 */
public record Fault(FaultKind kind, long afterMs, long lengthMs, int choice) {}
