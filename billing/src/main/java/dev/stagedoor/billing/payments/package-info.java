/**
 * Buying coins: packages become orders, providers' signed webhooks become purchases, each exactly once. Providers
 * stand behind one port, the built-in sandbox among them. Must not know HTTP beyond headers and a raw body, nor SQL.
 * Methods block on the store and are called on virtual threads.
 */
@NullMarked
package dev.stagedoor.billing.payments;

import org.jspecify.annotations.NullMarked;
