/**
 * From an earning to money in a bank: days that mature, reserve and freeze, payouts with their caps and states, and the ports
 * towards whoever sends the money and whoever knows the payee. Must not know how SQL is written or what a call is. Jobs are
 * told the time and may run twice, or on two nodes at once. Methods block on the store and are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.payouts;

import org.jspecify.annotations.NullMarked;
