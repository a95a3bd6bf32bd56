/** Compares what people were told with what the ledger says, and reports it. Judges; never repairs. */
@NullMarked
package dev.stagedoor.benchmarks.torture.verdict;

import org.jspecify.annotations.NullMarked;
