/**
 * Statements and tax papers for payees: what the journal says about them in a period, as PDF and as CSV. Must not know how
 * money moves. The numbers are read from the journal, never from what was remembered of it. Receipts of buyers, and what is to be
 * told by letter, likewise.
 */
@NullMarked
package dev.stagedoor.billing.papers;

import org.jspecify.annotations.NullMarked;
