/**
 * Processes of a load test on Linux: pinned to cores, in network namespaces where wanted, spoken to by lines, and measured by
 * what {@code /proc} says of them. Must not know what they do.
 */
@NullMarked
package dev.stagedoor.benchmarks.load.process;

import org.jspecify.annotations.NullMarked;
