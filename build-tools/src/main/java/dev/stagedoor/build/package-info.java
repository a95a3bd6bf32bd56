/**
 * Tools that run while the project is built and are never shipped. Must not be used by product code at run time.
 */
@NullMarked
package dev.stagedoor.build;

import org.jspecify.annotations.NullMarked;
