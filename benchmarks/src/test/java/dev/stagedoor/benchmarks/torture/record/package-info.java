/** Tests of what is written down. */
@NullMarked
package dev.stagedoor.benchmarks.torture.record;

import org.jspecify.annotations.NullMarked;
