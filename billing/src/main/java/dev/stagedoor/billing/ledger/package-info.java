/**
 * The rules of double entry, without a database: assets, the chart of accounts, the lines of every kind of transfer, the
 * split between performer and platform, and the port through which a transfer is posted. Credit positive throughout. Must
 * not know sessions, prices or SQL. Pure values, any thread.
 */
@NullMarked
package dev.stagedoor.billing.ledger;

import org.jspecify.annotations.NullMarked;
