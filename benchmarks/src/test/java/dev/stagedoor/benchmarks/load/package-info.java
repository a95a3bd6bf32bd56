@NullMarked
package dev.stagedoor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
