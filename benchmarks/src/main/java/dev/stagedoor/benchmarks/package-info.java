/**
 * What is measured and proved from outside: a WebRTC client of our own, the smoke test that holds a paid call with it,
 * and the JMH benchmarks. The client knows nothing of media-core, so that the two prove each other.
 */
@NullMarked
package dev.stagedoor.benchmarks;

import org.jspecify.annotations.NullMarked;
