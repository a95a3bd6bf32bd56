@NullMarked
package dev.stagedoor.benchmarks.load.messages;

import org.jspecify.annotations.NullMarked;
