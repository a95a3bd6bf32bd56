@NullMarked
package dev.stagedoor.server.logging;

import org.jspecify.annotations.NullMarked;
