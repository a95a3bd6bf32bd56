@NullMarked
package dev.stagedoor.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
