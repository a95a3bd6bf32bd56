/** Tests of offers and answers; no sockets, time moved by hand. */
@NullMarked
package dev.stagedoor.benchmarks.client.sdp;

import org.jspecify.annotations.NullMarked;
