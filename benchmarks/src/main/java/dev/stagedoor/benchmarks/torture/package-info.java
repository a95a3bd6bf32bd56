/**
 * The fault run: a real server on a PostgreSQL of its own, people who call, tip and buy, and something that breaks all of it
 * by a plan made from a seed; then silence, and the question whether every coin is where it was said to be. The packages
 * below: {@code plan} of what is broken when, {@code record} of what was done, {@code stage} of what can be broken,
 * {@code people} who keep it busy, {@code verdict} on what they left behind.
 */
@NullMarked
package dev.stagedoor.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
