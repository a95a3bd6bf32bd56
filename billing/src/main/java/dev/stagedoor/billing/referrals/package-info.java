/**
 * Who brought whom, and what that brings: codes, attribution once and for good, and the commission of every purchase. People are
 * opaque ids; that somebody signs up is told from outside.
 */
@NullMarked
package dev.stagedoor.billing.referrals;

import org.jspecify.annotations.NullMarked;
