package dev.stagedoor.server.config;

import java.util.List;

/** Settings of the mail server that messages to people are given to. */
public final class MailKeys {
    public static final Key<String> HOST = Key.text(
            "mail.smtp.host",
            "",
            "Mail server that messages to people are given to; empty keeps them in the console, where they can be read.");
    public static final Key<Integer> PORT =
            Key.port("mail.smtp.port", 587, "TCP port of the mail server; 587 for STARTTLS, 465 for IMPLICIT.");
    public static final Key<SmtpTls> TLS = Key.choice(
            "mail.smtp.tls",
            SmtpTls.STARTTLS,
            SmtpTls.class,
            "STARTTLS, or IMPLICIT for TLS from the first byte. Certificate and host name are checked in both cases.");
    public static final Key<String> USER =
            Key.text("mail.smtp.user", "", "Name to sign in with at the mail server; empty does not sign in.");
    public static final Key<String> PASSWORD = Key.secret("mail.smtp.password", "Password of that name.");
    public static final Key<String> TRUST = Key.text(
            "mail.smtp.trust",
            "",
            "PEM file of the authority that a mail server of your own is known by; empty means those that Java trusts.");
    public static final Key<String> FROM = Key.text(
            "mail.from", "", "Address that messages come from, one that the mail server lets this user send as.");

    static final List<Key<?>> ALL = List.of(HOST, PORT, TLS, USER, PASSWORD, TRUST, FROM);

    private MailKeys() {}
}
