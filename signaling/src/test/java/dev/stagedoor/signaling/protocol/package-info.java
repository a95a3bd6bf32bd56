/** Tests of the messages' JSON: every message, every fault, and whatever chance can think of. */
@NullMarked
package dev.stagedoor.signaling.protocol;

import org.jspecify.annotations.NullMarked;
