/**
 * {@code ./stagedoor smoke}: a real paid call between two built-in clients against a running server, and the proof that what
 * was delivered, what was charged and what was booked agree. Knows the product's contracts only; computes the charge by
 * itself instead of asking billing. Runs on the command's main thread.
 */
@NullMarked
package dev.stagedoor.benchmarks.smoke;

import org.jspecify.annotations.NullMarked;
