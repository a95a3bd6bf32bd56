/**
 * Two people for one decision: somebody proposes a change that moves money, somebody else approves or rejects it, and an
 * approved change is applied in the transaction that approves it, once. And nobody decides on what is their own, with two people
 * or alone. Must not know what is being changed: subjects are a kind and a canonical JSON text, or an id. Methods block on the
 * store and are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.approval;

import org.jspecify.annotations.NullMarked;
