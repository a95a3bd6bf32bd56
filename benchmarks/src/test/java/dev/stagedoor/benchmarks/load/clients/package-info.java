@NullMarked
package dev.stagedoor.benchmarks.load.clients;

import org.jspecify.annotations.NullMarked;
