/** Lists are written by hand here, and time is handed in. */
@NullMarked
package dev.stagedoor.build.audit;

import org.jspecify.annotations.NullMarked;
