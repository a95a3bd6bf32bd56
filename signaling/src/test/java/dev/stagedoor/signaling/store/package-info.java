/** What is known of the database's answers. */
@NullMarked
package dev.stagedoor.signaling.store;

import org.jspecify.annotations.NullMarked;
