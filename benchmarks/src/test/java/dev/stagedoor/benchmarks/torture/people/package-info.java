/** Tests of those who keep the server busy. */
@NullMarked
package dev.stagedoor.benchmarks.torture.people;

import org.jspecify.annotations.NullMarked;
