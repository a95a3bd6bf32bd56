/**
 * The clients' process of a load test: hundreds of built-in WebRTC clients a core that publish and view, count, and time
 * packets from end to end. Told what to do by lines on standard input, see {@link
 * dev.stagedoor.benchmarks.load.clients.ClientsMain}. Must not know how the server was started or what it costs.
 */
@NullMarked
package dev.stagedoor.benchmarks.load.clients;

import org.jspecify.annotations.NullMarked;
