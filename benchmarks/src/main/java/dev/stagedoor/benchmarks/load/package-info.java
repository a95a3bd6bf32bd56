/**
 * The load lab: commands that start a server process and a process of clients, each on cores of its own, let media flow, and
 * print what it cost. The packages below: {@code messages} between the processes, {@code clients} in theirs, {@code process}
 * to run and look at them, {@code report} of what was found.
 */
@NullMarked
package dev.stagedoor.benchmarks.load;

import org.jspecify.annotations.NullMarked;
