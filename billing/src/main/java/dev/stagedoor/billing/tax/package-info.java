/**
 * Tax withheld from what payees are owed: versioned rules, and the arithmetic of a threshold within a tax year. Must not
 * know when money moves or where it is stored. Pure values, any thread.
 */
@NullMarked
package dev.stagedoor.billing.tax;

import org.jspecify.annotations.NullMarked;
