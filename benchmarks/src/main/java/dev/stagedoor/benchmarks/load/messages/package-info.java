/**
 * What the processes of a load test say to each other, one line of JSON a message, and the failure that ends one in words.
 * Must not know who says it.
 */
@NullMarked
package dev.stagedoor.benchmarks.load.messages;

import org.jspecify.annotations.NullMarked;
