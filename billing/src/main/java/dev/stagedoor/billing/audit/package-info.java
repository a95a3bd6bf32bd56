/**
 * What watches over the books and keeps its own time: jobs and their schedules. Sees the packages below only through what
 * they offer to everybody; must not know SQL. Methods block on the store and are called on virtual threads or on the one
 * that keeps time.
 */
@NullMarked
package dev.stagedoor.billing.audit;

import org.jspecify.annotations.NullMarked;
