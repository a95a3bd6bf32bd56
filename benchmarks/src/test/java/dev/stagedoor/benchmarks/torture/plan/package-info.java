/** Tests of the plan of faults. */
@NullMarked
package dev.stagedoor.benchmarks.torture.plan;

import org.jspecify.annotations.NullMarked;
