/**
 * Introduces the three libraries to each other: reads the configuration, starts the database, builds media, billing and
 * signalling, joins them by the adapters, and stops everything in one written-down order. Holds no rules of its own.
 */
@NullMarked
package dev.stagedoor.server;

import org.jspecify.annotations.NullMarked;
