/** Tests of the judgement. */
@NullMarked
package dev.stagedoor.benchmarks.torture.verdict;

import org.jspecify.annotations.NullMarked;
