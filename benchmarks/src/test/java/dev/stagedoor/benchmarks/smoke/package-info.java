/** Tests of the smoke command without a server. */
@NullMarked
package dev.stagedoor.benchmarks.smoke;

import org.jspecify.annotations.NullMarked;
