/**
 * Mail as it leaves the house: the way to the mail server (SMTP, RFC 5321, always by TLS: RFC 3207, RFC 8314), and the letters that
 * are written, in the reader's language and form of numbers. The only home of Jakarta Mail and ICU.
 *
 * <p>Must not know: SQL, HTTP. What waits and when it is tried again is for {@code signaling.mail}.
 *
 * <p>Thread: one of its own in {@code MailRounds}; everything else blocks whoever calls.
 */
@NullMarked
package dev.stagedoor.server.mail;

import org.jspecify.annotations.NullMarked;
