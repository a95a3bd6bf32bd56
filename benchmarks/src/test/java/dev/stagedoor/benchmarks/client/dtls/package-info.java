/** Tests of DTLS; no sockets: the two sides are joined by queues. */
@NullMarked
package dev.stagedoor.benchmarks.client.dtls;

import org.jspecify.annotations.NullMarked;
