/**
 * Microbenchmarks of media-core's hot operations by JMH, and the command that runs them. They call the same public methods
 * that the transport calls and measure the thread that runs them; nothing here opens a socket.
 */
@NullMarked
package dev.stagedoor.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
