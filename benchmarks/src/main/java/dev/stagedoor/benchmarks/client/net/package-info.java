/**
 * Sockets of many clients on one thread: readiness, and datagrams in and out. Two kinds behind one seam: the JDK's selector
 * anywhere, and on Linux batches by epoll and recvmmsg(2) for load tests. Must not know what the datagrams mean. {@link
 * dev.stagedoor.benchmarks.client.net.Poller} says which calls belong to the loop's thread.
 */
@NullMarked
package dev.stagedoor.benchmarks.client.net;

import org.jspecify.annotations.NullMarked;
