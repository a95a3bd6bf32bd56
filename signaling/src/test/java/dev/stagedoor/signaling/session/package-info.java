/** Tests of connected people: what they send as text, what they get as text, and time moved by hand. */
@NullMarked
package dev.stagedoor.signaling.session;

import org.jspecify.annotations.NullMarked;
