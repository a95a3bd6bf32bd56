/** Rules of accounts, tokens and limits, with time moved by hand. */
@NullMarked
package dev.stagedoor.signaling.identity;

import org.jspecify.annotations.NullMarked;
