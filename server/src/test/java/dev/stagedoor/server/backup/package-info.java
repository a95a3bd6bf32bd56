@NullMarked
package dev.stagedoor.server.backup;

import org.jspecify.annotations.NullMarked;
