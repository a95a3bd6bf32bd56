package dev.stagedoor.server.config;

/** How a connection to a mail server comes to be encrypted; there is none that is not. */
public enum SmtpTls {
    /** In the clear first, as usual at port 587, and not a word of it before TLS is there (RFC 3207). */
    STARTTLS,
    /** From the first byte, as usual at port 465 (RFC 8314). */
    IMPLICIT
}
