package dev.stagedoor.server.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of whom the house's alerts are told. */
public final class AlertKeys {
    public static final Key<Optional<URI>> WEBHOOK = Key.address(
            "alerts.webhook",
            "/",
            "Address that alerts are posted to as Standard Webhooks, by HTTPS unless it is this machine; empty tells nobody.");
    public static final Key<String> SECRET = Key.secret(
            "alerts.secret",
            "What they are signed with: whsec_ and 24 to 64 bytes in Base64, the same as at the receiver.");

    static final List<Key<?>> ALL = List.of(WEBHOOK, SECRET);

    private AlertKeys() {}
}
