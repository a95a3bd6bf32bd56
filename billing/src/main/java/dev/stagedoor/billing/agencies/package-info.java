/**
 * Agencies and the performers they represent: who gets a part of whose earnings, from when until when. What an offer says is
 * signed by two people of the house and accepted by the performer; neither alone binds anybody. Must not know what is sold
 * or how a share is posted: it answers which agency has which part at a moment. Methods block on the store and are called on
 * virtual threads; {@link dev.stagedoor.billing.agencies.Roster} answers from memory.
 */
@NullMarked
package dev.stagedoor.billing.agencies;

import org.jspecify.annotations.NullMarked;
