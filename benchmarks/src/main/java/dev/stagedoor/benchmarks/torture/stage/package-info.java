/** What can be broken, and mended again: the server's process, PostgreSQL's, and the way between the two. */
@NullMarked
package dev.stagedoor.benchmarks.torture.stage;

import org.jspecify.annotations.NullMarked;
