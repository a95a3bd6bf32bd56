@NullMarked
package dev.stagedoor.signaling.whip;

import org.jspecify.annotations.NullMarked;
