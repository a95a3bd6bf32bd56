@NullMarked
package dev.stagedoor.server.deployment;

import org.jspecify.annotations.NullMarked;
