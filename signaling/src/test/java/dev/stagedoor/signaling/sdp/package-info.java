/** Tests of session descriptions: offers as browsers and encoders write them, and as nobody should. */
@NullMarked
package dev.stagedoor.signaling.sdp;

import org.jspecify.annotations.NullMarked;
