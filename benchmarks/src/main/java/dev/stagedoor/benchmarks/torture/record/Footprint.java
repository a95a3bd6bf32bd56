package dev.stagedoor.benchmarks.torture.record;

/**
 * What the server's process took while all was quiet.
 *
 * @param rssMiB resident memory, of which the heap is a part
 * @param heapMiB what is left of the heap after a collection
 */
public record Footprint(double rssMiB, long heapMiB, int threads, int descriptors) {}
