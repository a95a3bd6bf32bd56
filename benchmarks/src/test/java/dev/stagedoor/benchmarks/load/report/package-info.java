@NullMarked
package dev.stagedoor.benchmarks.load.report;

import org.jspecify.annotations.NullMarked;
