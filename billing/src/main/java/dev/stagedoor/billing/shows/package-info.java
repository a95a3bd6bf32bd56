/**
 * What performers sell besides calls: private, group and flat sessions on the machinery of {@code metering}; tickets and
 * crowd goals by escrow; tip menus; bookings. Media is a matter of whoever calls: sessions take cumulative delivered time,
 * shows take delivered time, and answers say what may go on. Must not know HTTP or SQL. Methods block on their stores and
 * are called on virtual threads; every one of them may be repeated.
 */
@NullMarked
package dev.stagedoor.billing.shows;

import org.jspecify.annotations.NullMarked;
