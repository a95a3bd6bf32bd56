/** Tests of the client over real sockets on the loopback interface; waiting is done by futures with a time limit. */
@NullMarked
package dev.stagedoor.benchmarks.client;

import org.jspecify.annotations.NullMarked;
