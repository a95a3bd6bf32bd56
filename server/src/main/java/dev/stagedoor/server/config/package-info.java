/**
 * Settings from defaults, a file, the environment and the command line, in rising order of weight. Every key is declared
 * once with its default and its meaning; an unknown key is refused with the nearest known one.
 */
@NullMarked
package dev.stagedoor.server.config;

import org.jspecify.annotations.NullMarked;
