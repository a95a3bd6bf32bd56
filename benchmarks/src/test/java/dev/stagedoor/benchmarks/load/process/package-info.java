@NullMarked
package dev.stagedoor.benchmarks.load.process;

import org.jspecify.annotations.NullMarked;
