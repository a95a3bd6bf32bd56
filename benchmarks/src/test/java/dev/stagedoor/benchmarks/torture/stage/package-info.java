/** Tests of what is broken and mended. */
@NullMarked
package dev.stagedoor.benchmarks.torture.stage;

import org.jspecify.annotations.NullMarked;
