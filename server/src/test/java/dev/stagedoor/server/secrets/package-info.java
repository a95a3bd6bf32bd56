@NullMarked
package dev.stagedoor.server.secrets;

import org.jspecify.annotations.NullMarked;
