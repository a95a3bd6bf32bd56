@NullMarked
package dev.stagedoor.server.alerts;

import org.jspecify.annotations.NullMarked;
