/** Settings: every default pinned, every source, every refusal. */
@NullMarked
package dev.stagedoor.server.config;

import org.jspecify.annotations.NullMarked;
