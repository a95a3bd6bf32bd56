/**
 * Who keeps the server busy: viewers who tip and buy coins, pairs who hold calls with real media, and the payment
 * provider's webhooks. Each works on a virtual thread of its own and writes down how everything it asked for ended.
 */
@NullMarked
package dev.stagedoor.benchmarks.torture.people;

import org.jspecify.annotations.NullMarked;
