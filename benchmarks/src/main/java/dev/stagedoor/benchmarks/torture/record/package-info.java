/** What was asked for and what was broken, with their times ({@code System.nanoTime}) and how they ended. */
@NullMarked
package dev.stagedoor.benchmarks.torture.record;

import org.jspecify.annotations.NullMarked;
