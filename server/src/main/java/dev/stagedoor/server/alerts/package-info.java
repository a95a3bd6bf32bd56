/**
 * Alerts as they leave the house: signed posts to an address of whoever runs it (Standard Webhooks 1.0). What is found, and what waits
 * to be told, is billing's.
 *
 * <p>Must not know: SQL, and what an alert means.
 *
 * <p>Thread: one of its own in {@code AlertRounds}; everything else blocks whoever calls.
 */
@NullMarked
package dev.stagedoor.server.alerts;

import org.jspecify.annotations.NullMarked;
