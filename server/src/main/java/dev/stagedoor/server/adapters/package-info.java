/**
 * Fills signalling's ports with media-core and billing. Each adapter translates records one to one and decides nothing;
 * the names on both sides are kept apart by qualifying billing's and media's.
 */
@NullMarked
package dev.stagedoor.server.adapters;

import org.jspecify.annotations.NullMarked;
