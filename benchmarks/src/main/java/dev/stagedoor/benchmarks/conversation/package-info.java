/** A person in a call, with an account, a WebSocket and a WebRTC client, as the smoke test and the fault run need them. */
@NullMarked
package dev.stagedoor.benchmarks.conversation;

import org.jspecify.annotations.NullMarked;
