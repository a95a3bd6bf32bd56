/**
 * What looks like fraud: found by a scan, held until a person decides. Nothing here moves money; it keeps payouts from being
 * sent. Why these rules and no others: docs/decisions/0068.
 */
@NullMarked
package dev.stagedoor.billing.risk;

import org.jspecify.annotations.NullMarked;
