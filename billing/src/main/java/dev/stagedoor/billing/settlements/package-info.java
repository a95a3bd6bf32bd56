/**
 * What providers say that they paid out to the bank: their files read, compared with the books, and booked as far as only they can
 * know it, which is fees and what reached the bank. Must not know SQL or HTTP. Methods block on the store and are called on
 * virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.settlements;

import org.jspecify.annotations.NullMarked;
