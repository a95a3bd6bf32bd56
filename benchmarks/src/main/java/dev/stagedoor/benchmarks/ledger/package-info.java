/**
 * What a posting costs, and what it costs to meter many calls at once: billing's own face, on a PostgreSQL that is as durable
 * as a server's. Measures, and then lets the reconciliation say whether the books are right.
 */
@NullMarked
package dev.stagedoor.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
