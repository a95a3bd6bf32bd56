/** Tests of calls against ports that are models: time is moved by hand, and nothing waits. */
@NullMarked
package dev.stagedoor.signaling.calls;

import org.jspecify.annotations.NullMarked;
