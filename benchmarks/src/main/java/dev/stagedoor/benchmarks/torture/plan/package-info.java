/** What is broken, in which order and for how long: a pure function of the seed. Knows nothing of how it is done. */
@NullMarked
package dev.stagedoor.benchmarks.torture.plan;

import org.jspecify.annotations.NullMarked;
