/** Tests of the fault run. */
@NullMarked
package dev.stagedoor.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
