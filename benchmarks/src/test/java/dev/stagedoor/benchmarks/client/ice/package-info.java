/** Tests of the ICE agent; no sockets, time moved by hand. */
@NullMarked
package dev.stagedoor.benchmarks.client.ice;

import org.jspecify.annotations.NullMarked;
