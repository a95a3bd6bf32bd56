/** Tests of media; no sockets, time moved by hand. */
@NullMarked
package dev.stagedoor.benchmarks.client.media;

import org.jspecify.annotations.NullMarked;
