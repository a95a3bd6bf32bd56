/**
 * The rules of double entry, without a database: assets, the chart of accounts, the lines of every kind of transfer, the
 * split between performer and platform, and the ports through which transfers are posted and read. Credit positive
 * throughout. Knows of a session its id and who may post for it; must not know prices or SQL. Pure values, any thread.
 */
@NullMarked
package dev.stagedoor.billing.ledger;

import org.jspecify.annotations.NullMarked;
