@NullMarked
package dev.stagedoor.benchmarks.node;

import org.jspecify.annotations.NullMarked;
