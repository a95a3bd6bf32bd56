/** The guard of the rule that the packet path allocates nothing. */
@NullMarked
package dev.stagedoor.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
